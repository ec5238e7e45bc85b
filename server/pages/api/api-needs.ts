import type { ChangeOrganisation } from '../../actions/change-organisation.ts';
import type { ChangeRecord } from '../../actions/change-record.ts';
import type { ConfirmRecord } from '../../actions/confirm-record.ts';
import type { CreateRecord } from '../../actions/create-record.ts';
import type { DeleteRecord } from '../../actions/delete-record.ts';
import type { DescribeRecords } from '../../actions/describe-records.ts';
import type { FindPlace } from '../../actions/find-place.ts';
import type { ListChanges } from '../../actions/list-changes.ts';
import type { ListRecords } from '../../actions/list-records.ts';
import type { ListOrganisations, ReadOrganisation } from '../../actions/read-organisation.ts';
import type { ReadRecord } from '../../actions/read-record.ts';
import type { SearchRecords } from '../../actions/search-records.ts';
import type { UseTokens } from '../../actions/use-tokens.ts';
import type { Addresses } from '../../domain/addresses.ts';

/** The actions behind the doors of the API, and what its answers are made with. */
export interface ApiNeeds {
  createRecord: CreateRecord;
  changeRecord: ChangeRecord;
  confirmRecord: ConfirmRecord;
  deleteRecord: DeleteRecord;
  readRecord: ReadRecord;
  listRecords: ListRecords;
  describeRecords: DescribeRecords;
  listChanges: ListChanges;
  changeOrganisation: ChangeOrganisation;
  readOrganisation: ReadOrganisation;
  listOrganisations: ListOrganisations;
  searchRecords: SearchRecords;
  findPlace: FindPlace;
  useTokens: Pick<UseTokens, 'viewerOf'>;
  addresses: Addresses;
  clock: () => Date;
  /** The product's version, for the OpenAPI document. */
  version: string;
  log: { error(data: object, message: string): void; warn(data: object, message: string): void };
}
