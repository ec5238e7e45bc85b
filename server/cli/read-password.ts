import { type Call, Stop } from './command.ts';

const MOST_BYTES = 10_000;

/** The password from standard input, without its final line break. */
export async function readPassword({ io, words }: Call): Promise<string> {
  if (io.stdin.isTTY === true) io.stderr.write(`${words.t('cli.password.prompt')}\n`);
  const chunks: Buffer[] = [];
  for await (const chunk of io.stdin) {
    chunks.push(Buffer.from(chunk));
    if (chunks.reduce((sum, { length }) => sum + length, 0) > MOST_BYTES) throw new Stop(words.t('cli.password.too-long'));
    // At a terminal nobody should have to know Ctrl-D.
    if (io.stdin.isTTY === true && chunks.at(-1)?.includes('\n') === true) break;
  }
  const password = Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '');
  if (password === '') throw new Stop(words.t('cli.password.none'));
  return password;
}
