import { httpbis } from 'http-message-signatures';

import { contentDigestOf } from './digests.ts';
import { lowerCased, namesOf, quotable, type RequestToSign, type SignedHeaders, signBytes } from './request-to-sign.ts';

/** Signs after RFC 9421, for peers that no longer read the draft: method, whole address, content-digest and content-type, where there are such. */
export async function signRfc9421({ method, url, headers, body, keyId, privateKey, date }: RequestToSign): Promise<SignedHeaders> {
  const target = new URL(url);
  target.hash = '';
  const sent: Record<string, string> = { ...lowerCased(headers), host: target.host, ...(body === null ? {} : { 'content-digest': contentDigestOf(body) }) };
  const message = await httpbis.signMessage(
    {
      name: 'sig1',
      key: { id: quotable(keyId), alg: namesOf(privateKey).rfc9421, sign: async (bytes) => signBytes(bytes, privateKey) },
      fields: ['@method', '@target-uri', ...['content-digest', 'content-type'].filter((name) => name in sent)],
      params: ['created', 'keyid', 'alg'],
      paramValues: { created: date },
    },
    { method, url: target.href, headers: sent },
  );
  return lowerCased(Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, String(value)])));
}
