import { digestOf } from './digests.ts';
import { lowerCased, namesOf, quotable, type RequestToSign, type SignedHeaders, signBytes } from './request-to-sign.ts';

/** Signs after draft-cavage-http-signatures-12, as the whole fediverse reads it: host, date, digest and content-type, where there are such. */
export function signCavage({ method, url, headers, body, keyId, privateKey, date }: RequestToSign): SignedHeaders {
  const { host, pathname, search } = new URL(url);
  const sent: SignedHeaders = { ...lowerCased(headers), host, date: date.toUTCString(), ...(body === null ? {} : { digest: digestOf(body) }) };
  const covered = ['host', 'date', 'digest', 'content-type'].filter((name) => name in sent);
  const lines = [`(request-target): ${method.toLowerCase()} ${pathname}${search}`, ...covered.map((name) => `${name}: ${sent[name]}`)];
  const parameters = {
    keyId: quotable(keyId),
    algorithm: namesOf(privateKey).cavage,
    headers: ['(request-target)', ...covered].join(' '),
    signature: signBytes(Buffer.from(lines.join('\n'), 'latin1'), privateKey).toString('base64'),
  };
  const signature = Object.entries(parameters).map(([name, value]) => `${name}="${value}"`);
  return { ...sent, signature: signature.join(',') };
}
