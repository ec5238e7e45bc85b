import ipaddr from 'ipaddr.js';

// Only 2000::/3 is given out; everything else is somebody's own, or IPv4 in the clothes of IPv6.
const GLOBAL_IPV6 = ipaddr.IPv6.parse('2000::');
// Not yet in the package's tables: documentation (RFC 9637), relays to and from IPv4, SRv6.
const NEVER_IPV6 = ['3fff::/20', '2001::/23', '2002::/16'].map((range) => ipaddr.IPv6.parseCIDR(range));

/** Whether everybody on the internet means the same machine by it. Whatever is not surely so is not. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address) || address.includes('%')) return false;
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv4) return ipaddr.IPv4.isValidFourPartDecimal(address) && parsed.range() === 'unicast';
  return parsed.match(GLOBAL_IPV6, 3) && parsed.range() === 'unicast' && !NEVER_IPV6.some((range) => parsed.match(range));
}

/** Exactly 127.0.0.0/8 and ::1. */
export function isLoopback(address: string): boolean {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return ipaddr.IPv4.parse(address).range() === 'loopback';
  return ipaddr.IPv6.isValid(address) && !address.includes('%') && ipaddr.IPv6.parse(address).range() === 'loopback';
}
