import type { Request, Response } from 'express';

import type { Account } from '../domain/account.ts';
import type { PageHead, SafeJson, Shell } from '../view-models/shell.ts';
import type { Models, Render, Views } from '../view-models/views.ts';
import { LANGUAGES, type Language, type Words } from '../view-models/words.ts';
import type { Assets } from './assets.ts';
import { contextOf } from './context.ts';

/** Who runs this instance, for the footer. */
export interface Home {
  readonly name: string;
  readonly handle: string;
}

interface Needs {
  readonly render: Render;
  readonly assets: Assets;
  readonly baseUrl: string;
  /** Null while the instance is not set up. */
  readonly home: () => Promise<Home | null>;
}

/** Answers with a page in its frame; the status is the one set on `res` before. */
export type Show = <Name extends keyof Models>(req: Request, res: Response, name: Name, head: PageHead, model: Models[Name]) => Promise<void>;

const NAMES: Readonly<Record<Language, string>> = { de: 'Deutsch', en: 'English' };

/** `baseUrl` without a slash at the end. */
export function createShow({ render, assets, baseUrl, home }: Needs): Show {
  const formScript = assets.address('writing.js');
  const shown: Omit<Shell['assets'], 'formScript'> = {
    style: assets.address('leuchtnetz.css'),
    script: assets.address('search.js'),
    icon: assets.address('favicon.svg'),
    fonts: [assets.address('FiraSans-Regular.woff2'), assets.address('FiraSans-SemiBold.woff2')],
  };
  return async (req, res, name, head, model) => {
    const { words, nonce, account, csrf } = contextOf(res);
    // A token makes a cookie, so only pages with forms have one; signing out is a form too.
    const hasForm = head.hasForm || account !== null;
    if (hasForm) res.set('Cache-Control', 'private, no-store');
    const carried = LANGUAGES.find((language) => language === req.query['lang']) ?? null;
    const shell = shellOf({ req, words, nonce, carried, head, home: await home(), account, csrf: hasForm && csrf !== null ? csrf() : null });
    // One page comes in two languages, so a cache must not give one reader the other's.
    res.vary('Accept-Language').set('Content-Language', words.language);
    const page = render(name, { ...model, shell } as unknown as Views[typeof name], { words, carried, baseUrl });
    // Not res.send, which would make an ETag: with a nonce of its own no page is ever the one a reader has.
    res
      .type('html')
      .set('Content-Length', String(Buffer.byteLength(page)))
      .end(page);
  };

  function shellOf({ req, words, nonce, carried, head, home, account, csrf }: Parts): Shell {
    const other = words.language === 'de' ? 'en' : 'de';
    const nav = (label: string, href: string, is: PageHead['current']) => ({ label: words.t(label), href, isCurrent: head.current === is });
    return {
      title: head.title === null ? words.t('layout.title') : words.t('layout.titleOf', { page: head.title }),
      description: head.description,
      language: words.language,
      other: { language: other, name: NAMES[other], href: inLanguage(req.originalUrl, other) },
      // Before set-up there is nowhere to go.
      nav:
        home === null
          ? []
          : [
              nav('layout.nav.search', '/search', 'search'),
              nav('layout.nav.lessons', '/search?type=lesson', 'lessons'),
              nav('layout.nav.organisations', '/organisations', 'organisations'),
              ...(account === null ? [] : [nav('layout.nav.mine', '/my/records', 'mine')]),
              ...(account === null || account.role === 'reader' ? [] : [nav('layout.nav.new', '/projects/new', 'new')]),
              ...(account?.role === 'admin' ? [nav('layout.nav.admin', '/admin', 'admin')] : []),
            ],
      carried,
      hasSearch: !head.hasOwnSearch,
      canonical: head.canonical === null ? null : `${baseUrl}${head.canonical}`,
      isIndexed: head.canonical !== null,
      feed: head.feed,
      jsonLd: head.jsonLd === null ? null : safeJson(head.jsonLd),
      nonce,
      csrf,
      account:
        account === null
          ? null
          : { name: account.name, isAdmin: account.role === 'admin', mayWrite: account.role !== 'reader' && !account.mustEnrol, mustEnrol: account.mustEnrol },
      signIn: account !== null || home === null ? null : signInHref(req),
      home: home === null ? null : { name: home.name, href: `/organisations/${home.handle}` },
      assets: { ...shown, formScript: head.hasForm ? formScript : null },
    };
  }
}

interface Parts {
  readonly req: Request;
  readonly words: Words;
  readonly nonce: string;
  readonly carried: Language | null;
  readonly head: PageHead;
  readonly home: Home | null;
  readonly account: Account | null;
  readonly csrf: string | null;
}

/** Signing in leads back to where somebody was; not to a form that was just answered. */
function signInHref(req: Request): string {
  const isReturning =
    req.method === 'GET' && req.path !== '/' && !req.path.startsWith('/sign-in') && !req.path.startsWith('/password') && !req.path.startsWith('/invitation');
  return isReturning ? `/sign-in?to=${encodeURIComponent(req.originalUrl.slice(0, 1_000))}` : '/sign-in';
}

/** Where an answer to a form was shown, a link can only lead to the form itself; its address is the same. */
function inLanguage(originalUrl: string, language: Language): string {
  // A request may name a whole address, of any host; only its path is ours.
  const own = originalUrl.startsWith('/') ? originalUrl : '/';
  const [path = '/', query = ''] = own.split('?', 2);
  const params = new URLSearchParams(query);
  params.delete('lang');
  params.append('lang', language);
  // Two slashes at the beginning would lead to another host.
  return `${path.replace(/^\/{2,}/, '/')}?${params}`;
}

/** A script element ends, or begins to hide its end, with a "<"; nothing else in it means anything. */
function safeJson(text: string): SafeJson {
  return text.replaceAll('<', '\\u003c') as SafeJson;
}
