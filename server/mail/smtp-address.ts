import { isIP } from 'node:net';

/** Where and how the mail server is reached, read from SMTP_URL. */
export interface SmtpAddress {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; else STARTTLS where the server offers it. */
  readonly isSecure: boolean;
  /** A password never goes over a line that could be listened to. */
  readonly needsTls: boolean;
  readonly user: string | null;
  readonly password: string;
  readonly from: string;
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/;

/** `smtp://user:password@host:587?from=…&tls=optional`; the sender is noreply@ the host of the instance unless it says otherwise. */
export function smtpAddress(url: string, baseUrl: string): SmtpAddress {
  const { protocol, hostname, port, username, password, searchParams } = new URL(url);
  const isSecure = protocol === 'smtps:';
  const host = hostname.replace(/^\[|\]$/g, '');
  const mayGoPlain = searchParams.get('tls') === 'optional' || LOOPBACK.test(host);
  return {
    host,
    port: port === '' ? (isSecure ? 465 : 587) : Number(port),
    isSecure,
    needsTls: !isSecure && username !== '' && !mayGoPlain,
    user: username === '' ? null : decodeURIComponent(username),
    password: decodeURIComponent(password),
    from: searchParams.get('from') ?? `noreply@${domainOf(new URL(baseUrl).hostname)}`,
  };
}

/** An address of numbers stands in brackets where a name would (RFC 5321, 4.1.3). */
function domainOf(hostname: string): string {
  const bare = hostname.replace(/^\[|\]$/g, '');
  const version = isIP(bare);
  if (version === 0) return hostname;
  return version === 4 ? `[${bare}]` : `[IPv6:${bare}]`;
}
