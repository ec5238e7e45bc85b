import type { Request, Response } from 'express';
import multer from 'multer';

import { withoutToken } from '../../web/form-path.ts';
import { cutOff } from './receive-upload.ts';

const MOST_BYTES = 256 * 1024;
const LIMITS = { files: 1, fields: 30, parts: 32, fieldSize: 16 * 1024, fieldNameSize: 100, headerPairs: 50 };

type Answer = (req: Request, res: Response) => Promise<void>;

/** What was typed into a form with a file that came without its token, so that it is not lost; of the file itself not a byte is kept. */
export function withTypedFields(then: Answer): Answer {
  return async (req, res) => {
    if (req.is('multipart/form-data')) {
      await readFields(req, res);
      req.originalUrl = withoutToken(req.originalUrl);
    }
    await then(req, res);
  };
}

function readFields(req: Request, res: Response): Promise<void> {
  cutOff(req, 2 * MOST_BYTES);
  return new Promise((resolve) => {
    const parse = multer({
      storage: multer.memoryStorage(),
      limits: LIMITS,
      fileFilter: (_req, _file, back) => {
        // Fields stand before the file in our forms.
        resolve();
        back(null, false);
      },
    }).any();
    parse(req, res, () => resolve());
  });
}
