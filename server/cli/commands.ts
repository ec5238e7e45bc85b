import { backupCommand, restoreCommand } from './backup.ts';
import type { Command } from './command.ts';
import { doctorCommand } from './doctor.ts';
import { exportCommand } from './export.ts';
import { followCommand } from './follow.ts';
import { importCommand } from './import.ts';
import { buildCommand, startCommand } from './launched.ts';
import { tokenCreate, userAdd, userDisable, userList } from './people.ts';
import { placesCommand } from './places.ts';
import { rebaseCommand } from './rebase.ts';
import { reindexCommand } from './reindex.ts';
import { setUpCommand } from './set-up.ts';

/** Every command, in the order in which help names them. */
export const COMMANDS: readonly Command[] = [
  startCommand,
  setUpCommand,
  userAdd,
  userList,
  userDisable,
  tokenCreate,
  placesCommand,
  importCommand,
  exportCommand,
  followCommand,
  reindexCommand,
  rebaseCommand,
  backupCommand,
  restoreCommand,
  doctorCommand,
  buildCommand,
];
