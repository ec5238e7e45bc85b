import { addFile } from './actions/add-file.ts';
import { addOrganisation } from './actions/add-organisation.ts';
import { changeOrganisation } from './actions/change-organisation.ts';
import { changeRecord } from './actions/change-record.ts';
import { changeSettings } from './actions/change-settings.ts';
import { changeTexts } from './actions/change-texts.ts';
import { checkAddress } from './actions/check-address.ts';
import { checkContacts } from './actions/check-contacts.ts';
import { cleanFiles } from './actions/clean-files.ts';
import { compareRecords } from './actions/compare-records.ts';
import { confirmRecord, confirmRecords } from './actions/confirm-record.ts';
import { createRecord, newForm } from './actions/create-record.ts';
import { decideReport } from './actions/decide-report.ts';
import { deletePerson } from './actions/delete-person.ts';
import { consequencesOf, deleteRecord } from './actions/delete-record.ts';
import { describeRecords } from './actions/describe-records.ts';
import { discardFile } from './actions/discard-file.ts';
import { discardWorkingCopy } from './actions/discard-working-copy.ts';
import { endSessions } from './actions/end-sessions.ts';
import { exportPerson } from './actions/export-person.ts';
import { findMyRecords } from './actions/find-my-records.ts';
import { findPlace } from './actions/find-place.ts';
import { forgetPerson } from './actions/forget-person.ts';
import { invitePeople } from './actions/invite-people.ts';
import { keepForms } from './actions/keep-forms.ts';
import { listChanges } from './actions/list-changes.ts';
import { listMail } from './actions/list-mail.ts';
import { listMyRecords } from './actions/list-my-records.ts';
import { listPublic } from './actions/list-public.ts';
import { listRecords } from './actions/list-records.ts';
import { lookAfterMail } from './actions/look-after-mail.ts';
import { manageFiles } from './actions/manage-files.ts';
import { managePeople } from './actions/manage-people.ts';
import { manageUsers } from './actions/manage-users.ts';
import { useMyAccount } from './actions/my-account.ts';
import { useMyTokens } from './actions/my-account-tokens.ts';
import { namePeople } from './actions/name-people.ts';
import { publishRecord } from './actions/publish-record.ts';
import { queueMail } from './actions/queue-mail.ts';
import { readAudit } from './actions/read-audit.ts';
import { readFile } from './actions/read-file.ts';
import { readForEdit } from './actions/read-for-edit.ts';
import { readHistory, readVersion, restoreVersion } from './actions/read-history.ts';
import { listOrganisations, readOrganisation } from './actions/read-organisation.ts';
import { readOverview } from './actions/read-overview.ts';
import { readPeople } from './actions/read-people.ts';
import { readRecord } from './actions/read-record.ts';
import { remind } from './actions/remind.ts';
import { reportContent } from './actions/report-content.ts';
import { resetPassword } from './actions/reset-password.ts';
import { commentRecord, sendBack, submitRecord } from './actions/review-record.ts';
import { saveRecord } from './actions/save-record.ts';
import { savedSearches } from './actions/saved-searches.ts';
import { useSecondFactor } from './actions/second-factor.ts';
import { checkSecondFactor } from './actions/second-factor-check.ts';
import { sendMail } from './actions/send-mail.ts';
import { sendReset } from './actions/send-reset.ts';
import { setUp } from './actions/set-up.ts';
import { signIn } from './actions/sign-in.ts';
import { sweepAccounts } from './actions/sweep-accounts.ts';
import { tellWriters } from './actions/tell-writers.ts';
import { useTokens } from './actions/use-tokens.ts';
import { withdrawRecord } from './actions/withdraw-record.ts';
import { writeFileLine } from './actions/write-file-line.ts';
import type { Addresses } from './domain/addresses.ts';
import type { Stores } from './open-stores.ts';
import type { Clock } from './ports/clock.ts';
import type { FileBlobs } from './ports/file-blobs.ts';
import type { FileCheck } from './ports/file-check.ts';
import type { LetterWriter } from './ports/letter-writer.ts';
import type { OneTimePasswords } from './ports/one-time-passwords.ts';
import type { Secrets } from './ports/secrets.ts';
import type { reportLetters } from './view-models/report-letters.ts';

/** What every action may be given; each takes the little it needs. */
export interface Common extends Stores, ReturnType<typeof reportLetters> {
  readonly secrets: Secrets;
  readonly oneTimePasswords: OneTimePasswords;
  readonly clock: Clock;
  readonly addresses: Addresses;
  readonly blobs: FileBlobs;
  readonly fileCheck: FileCheck;
  readonly writeLetter: LetterWriter;
  /** A mail waits to be sent. */
  readonly onQueued: () => void;
  /** Done once whoever asks was answered. */
  readonly later: (work: () => Promise<void>) => void;
  /** There is a mail server. */
  readonly sendsMail: boolean;
}

export type Actions = ReturnType<typeof composeActions>;

/** Every action that needs no index. */
export function composeActions(common: Common) {
  const mails = queueMail(common);
  const people = managePeople(common);
  const forget = forgetPerson(common);
  const mailing = { ...common, queueMail: mails };
  const contacts = checkContacts(common);
  const saves = saveRecord(common);
  const [reads, withdraws, deletes] = [readRecord(common), withdrawRecord(common), deleteRecord(common)];
  const filing = { ...common, discard: discardFile(common), writeLine: writeFileLine({ ...common, saveRecord: saves }) };
  const resetting = resetPassword(mailing);
  return {
    createRecord: createRecord(common),
    newForm: newForm(common),
    changeRecord: changeRecord(common),
    confirmRecord: confirmRecord(common),
    deleteRecord: deletes,
    confirmRecords: confirmRecords(common),
    consequencesOf: consequencesOf(common),
    saveRecord: saves,
    addFile: addFile(filing),
    manageFiles: manageFiles(filing),
    readFile: readFile(common),
    cleanFiles: cleanFiles(filing),
    publishRecord: publishRecord(common),
    discardWorkingCopy: discardWorkingCopy(common),
    submitRecord: submitRecord(common),
    sendBack: sendBack(common),
    commentRecord: commentRecord(common),
    withdrawRecord: withdraws,
    readForEdit: readForEdit(common),
    readHistory: readHistory(common),
    readVersion: readVersion(common),
    restoreVersion: restoreVersion(common),
    listMyRecords: listMyRecords(common),
    findMyRecords: findMyRecords({ ...common, listMyRecords: listMyRecords(common), checkContacts: contacts }),
    readRecord: reads,
    compareRecords: compareRecords({ ...common, readRecord: reads }),
    savedSearches: savedSearches(common),
    reportContent: reportContent(mailing),
    decideReport: decideReport({ ...mailing, withdrawRecord: withdraws, deleteRecord: deletes }),
    listRecords: listRecords(common),
    listPublic: listPublic(common),
    describeRecords: describeRecords(common),
    listChanges: listChanges(common),
    changeOrganisation: changeOrganisation(common),
    readOrganisation: readOrganisation(common),
    listOrganisations: listOrganisations(common),
    findPlace: findPlace(common),
    keepForms: keepForms(common),
    namePeople: namePeople(common),
    setUp: setUp(common),
    signIn: signIn(common),
    checkSecondFactor: checkSecondFactor(common),
    useSecondFactor: useSecondFactor(common),
    resetPassword: resetting,
    sendReset: sendReset({ ...common, resetPassword: resetting }),
    invitePeople: invitePeople(mailing),
    useMyAccount: useMyAccount(mailing),
    useMyTokens: useMyTokens(common),
    endSessions: endSessions(common),
    sweepAccounts: sweepAccounts(common),
    checkAddress: checkAddress(common),
    checkContacts: contacts,
    queueMail: mails,
    sendMail: sendMail(common),
    listMail: listMail(common),
    remind: remind({ ...common, queueMail: mails }),
    tellWriters: tellWriters(mailing),
    manageUsers: manageUsers({ ...common, managePeople: people }),
    managePeople: people,
    readPeople: readPeople(common),
    exportPerson: exportPerson(common),
    forgetPerson: forget,
    deletePerson: deletePerson({ ...common, forget }),
    addOrganisation: addOrganisation(common),
    changeSettings: changeSettings(common),
    changeTexts: changeTexts(common),
    readAudit: readAudit(common),
    readOverview: readOverview({ ...common, checkContacts: contacts }),
    lookAfterMail: lookAfterMail(common),
    useTokens: useTokens(common),
  };
}
