import type { Addresses } from '../../server/domain/addresses.ts';
import { isHandle } from '../../server/domain/organisation.ts';
import { hostOf, originOf } from '../../server/domain/origin.ts';
import { instanceHandle } from './actor.ts';
import { ACTIVITY_JSON, type JsonObject } from './context.ts';
import { escaped } from './escaped.ts';

/** The organisation or the instance that a WebFinger resource asks for (`acct:town@host`, or an address of ours); null for anything else. */
export function askedFor(resource: string, addresses: Addresses): { readonly handle: string } | 'instance' | null {
  if (resource.length > 2_000) return null;
  const [, handle, host] = /^(?:acct:)?@?([^@/:\s]+)@([^@/\s]+)$/i.exec(resource) ?? [];
  if (handle !== undefined && host !== undefined)
    return originOf(`${scheme(addresses)}//${host}`) === originOf(addresses.base) ? named(handle, addresses) : null;
  const address = resource.replace(/\/$/, '');
  if (address === addresses.instance || address === addresses.base) return 'instance';
  const organisations = addresses.organisation('');
  return address.startsWith(organisations) ? organisationNamed(address.slice(organisations.length)) : null;
}

function named(handle: string, addresses: Addresses): ReturnType<typeof askedFor> {
  return handle.toLowerCase() === instanceHandle(addresses) ? 'instance' : organisationNamed(handle);
}

function organisationNamed(handle: string): { readonly handle: string } | null {
  const small = handle.toLowerCase();
  return isHandle(small) ? { handle: small } : null;
}

function scheme({ base }: Addresses): string {
  return new URL(base).protocol;
}

/** The answer of WebFinger: always the one true handle, whatever was asked. */
export function webFingerOf({ handle, id, page }: { handle: string; id: string; page: string }, addresses: Addresses): JsonObject {
  return {
    subject: `acct:${handle}@${hostOf(addresses.base)}`,
    aliases: [...new Set([id, page])],
    links: [
      { rel: 'self', type: ACTIVITY_JSON, href: id },
      { rel: 'http://webfinger.net/rel/profile-page', type: 'text/html', href: page },
    ],
  };
}

/** XRD, for old readers that look here for WebFinger. */
export function hostMetaOf({ base }: Addresses): string {
  const template = `${escaped(base)}/.well-known/webfinger?resource={uri}`;
  const link = `<Link rel="lrdd" type="application/jrd+json" template="${template}"/>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">${link}</XRD>\n`;
}

/** Where NodeInfo lies, and which actor speaks for the instance (FEP-2677). */
export function nodeInfoLinks({ base, instance }: Addresses): JsonObject {
  return {
    links: [
      { rel: 'http://nodeinfo.diaspora.software/ns/schema/2.1', href: `${base}/nodeinfo/2.1` },
      { rel: 'https://www.w3.org/ns/activitystreams#Application', href: instance },
    ],
  };
}

interface Counts {
  /** Organisations, and those that published something within 30 and 180 days. */
  readonly organisations: number;
  readonly activeMonth: number;
  readonly activeHalfYear: number;
  readonly records: number;
  readonly comments: number;
}

/** NodeInfo 2.1: what runs here and how much of it. */
export function nodeInfoOf(version: string, counts: Counts, mode: 'open' | 'allowlist'): JsonObject {
  return {
    version: '2.1',
    software: { name: 'leuchtnetz', version },
    protocols: ['activitypub'],
    services: { inbound: [], outbound: ['atom1.0'] },
    openRegistrations: false,
    usage: {
      users: { total: counts.organisations, activeMonth: counts.activeMonth, activeHalfyear: counts.activeHalfYear },
      localPosts: counts.records,
      localComments: counts.comments,
    },
    metadata: { ln: { version: 1, mode } },
  };
}
