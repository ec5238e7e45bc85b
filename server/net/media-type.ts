interface MediaType {
  readonly essence: string;
  readonly parameters: ReadonlyMap<string, string>;
}

export const ACTIVITY_STREAMS = 'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams"';

const LONGEST = 512;
const PART = /;\s*([\w!#$&^.+-]+)=(?:"([^"]*)"|([^\s";,]*))\s*/g;

/** Whether a content type is one of those accepted, with the parameters asked for (of a `profile`, one of several) (T14). */
export function isAccepted(contentType: string, accept: string): boolean {
  const given = mediaType(contentType);
  if (given === null) return false;
  return accept
    .split(',')
    .map((one) => mediaType(one))
    .some((wanted) => wanted !== null && isOf(given, wanted));
}

function isOf(given: MediaType, wanted: MediaType): boolean {
  const [type] = given.essence.split('/');
  if (![given.essence, `${type}/*`, '*/*'].includes(wanted.essence)) return false;
  return [...wanted.parameters].every(([name, value]) => name === 'q' || (given.parameters.get(name) ?? '').split(' ').includes(value));
}

function mediaType(text: string): MediaType | null {
  if (text.length > LONGEST) return null;
  const [, essence, rest = ''] = /^\s*([\w!#$&^.+*-]+\/[\w!#$&^.+*-]+)\s*(.*)$/.exec(text) ?? [];
  if (essence === undefined || rest.replace(PART, '').replace(/[;\s]/g, '') !== '') return null;
  const parameters = [...rest.matchAll(PART)].map(([, name = '', quoted, plain]) => [name.toLowerCase(), quoted ?? plain ?? ''] as const);
  return { essence: essence.toLowerCase(), parameters: new Map(parameters) };
}
