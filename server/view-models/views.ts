import type { AccountModels } from './account/account-models.ts';
import type { AuditView } from './admin/audit-view.ts';
import type { InviteView } from './admin/invite-view.ts';
import type { LetterView, MailsView } from './admin/mail-view.ts';
import type { OrganisationFormView } from './admin/organisation-form-view.ts';
import type { AdminOrganisationsView } from './admin/organisations-view.ts';
import type { OverviewView } from './admin/overview-view.ts';
import type { PeopleView } from './admin/people-view.ts';
import type { DeletionView, PersonView } from './admin/person-view.ts';
import type { SettingsView } from './admin/settings-view.ts';
import type { TextsView, TextView } from './admin/texts-view.ts';
import type { AdminReportsView, AdminReportView } from './admin-report-view.ts';
import type { CompareView } from './compare-view.ts';
import type { FilesView } from './files-view.ts';
import type { HistoryView } from './history-view.ts';
import type { LegalView } from './legal-view.ts';
import type { MyRecordsView } from './my/my-records-view.ts';
import type { OrganisationView } from './organisation-view.ts';
import type { OrganisationsView } from './organisations-view.ts';
import type { CouncilPaperView, SteckbriefView } from './paper-view.ts';
import type { ProblemView } from './problem-view.ts';
import type { CardFormView } from './record-form/card-form-view.ts';
import type { NewRecordView } from './record-form/new-record-view.ts';
import type { RemovalView } from './record-form/removal-view.ts';
import type { WorkshopView } from './record-form/workshop-view.ts';
import type { RecordView } from './record-view.ts';
import type { ReportView } from './report-view.ts';
import type { MySearchesView, SaveSearchView } from './saved-search-view.ts';
import type { SearchView } from './search-view.ts';
import type { SetUpView } from './set-up-view.ts';
import type { Shell } from './shell.ts';
import type { StartView } from './start-view.ts';
import type { TermsView } from './terms-view.ts';
import type { VersionView } from './version-view.ts';
import type { Language, Words } from './words.ts';

/** Every template and what it shows inside the frame. A page that is not listed here cannot be rendered. */
export interface Models extends AccountModels {
  'pages/start': StartView;
  'pages/search': SearchView;
  'pages/record': RecordView;
  'pages/new-record': NewRecordView;
  'pages/edit-record': WorkshopView;
  'pages/edit-card': CardFormView;
  'pages/removal': RemovalView;
  'pages/record-files': FilesView;
  'pages/organisation': OrganisationView;
  'pages/organisations': OrganisationsView;
  'pages/set-up': SetUpView;
  'pages/my-records': MyRecordsView;
  'pages/not-set-up': Record<never, never>;
  'pages/legal': LegalView;
  'pages/problem': ProblemView;
  'pages/terms': TermsView;
  'pages/compare': CompareView;
  'pages/steckbrief': SteckbriefView;
  'pages/council-paper': CouncilPaperView;
  'pages/history': HistoryView;
  'pages/version': VersionView;
  'pages/my-searches': MySearchesView;
  'pages/save-search': SaveSearchView;
  'pages/report': ReportView;
  'pages/report-received': { readonly number: string };
  'pages/admin-reports': AdminReportsView;
  'pages/admin-report': AdminReportView;
  'pages/admin-overview': OverviewView;
  'pages/admin-people': PeopleView;
  'pages/admin-invite': InviteView;
  'pages/admin-person': PersonView;
  'pages/admin-deletion': DeletionView;
  'pages/admin-organisations': AdminOrganisationsView;
  'pages/admin-organisation': OrganisationFormView;
  'pages/admin-settings': SettingsView;
  'pages/admin-texts': TextsView;
  'pages/admin-text': TextView;
  'pages/admin-audit': AuditView;
  'pages/admin-mail': MailsView;
  'pages/admin-letter': LetterView;
}

export type Views = { readonly [Name in keyof Models]: Models[Name] & { readonly shell: Shell } };

/** What the helpers know besides the model. */
export interface Speech {
  readonly words: Words;
  /** The language that the address asks for, to be carried on by every link; null when the address names none. */
  readonly carried: Language | null;
  readonly baseUrl: string;
}

export type Render = <Name extends keyof Views>(name: Name, view: Views[Name], speech: Speech) => string;
