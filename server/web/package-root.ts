import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json and views/, whether the program runs from its source or from dist/. */
export function packageRoot(from: string): string {
  for (let folder = dirname(fileURLToPath(from)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) throw new Error(`No package.json above ${from}`);
  }
}

/** Where npm has put KERN; not always node_modules right here, when we are a package of somebody else's project. */
export function kernFolder(root: string): string {
  return dirname(createRequire(join(root, 'package.json')).resolve('@kern-ux/native/package.json'));
}
