import { useIntl } from 'react-intl';
import { formatLocale } from '../offer/amount';
import { displayNameOf } from '../translations';
import type { AuditRow } from './audit-api';

type Tone = { background: string; text: string };

const calm: Tone = { background: 'neutral150', text: 'neutral700' };
const good: Tone = { background: 'success100', text: 'success700' };
const bad: Tone = { background: 'danger100', text: 'danger700' };
const worrying: Tone = { background: 'warning100', text: 'warning700' };
const busy: Tone = { background: 'primary100', text: 'primary700' };

const tones: Record<string, Tone> = {
  create: good,
  upload: good,
  update: busy,
  replace: busy,
  stock: busy,
  stock_threshold: busy,
  price_change: busy,
  price_undo: busy,
  outbox_retry: busy,
  outbox_discard: bad,
  import: busy,
  delete: bad,
  permissions: worrying,
  password_forgotten: worrying,
  password_reset: worrying,
  delivery_refused: worrying,
  sign_in_failed: worrying,
  sign_in_locked: bad,
};

/** In which colours an action stands. */
export const toneOf = (action: string): Tone => tones[action] ?? calm;

/** How what is recorded is said in the reader's language. What has no words of its own stands as it is. */
export const useEventWords = () => {
  const { formatMessage, locale } = useIntl();
  const say = (id: string, defaultMessage: string): string => formatMessage({ id, defaultMessage });
  const moment = new Intl.DateTimeFormat(formatLocale(locale), { dateStyle: 'medium', timeStyle: 'medium' });

  const typeName = (type: string): string => {
    const known = displayNameOf(type);
    return known === type ? say(`saptmarkets.audit.type.${type}`, type) : say(known, known);
  };

  const fieldName = (type: string | undefined, field: string): string => {
    const [, name = field, language] = /^(.*?)(?:\.(en|ar))?$/.exec(field) ?? [];
    const own = say(`saptmarkets.audit.field.${name}`, name);
    const said = type ? say(`content-manager.content-types.${type}.${name}`, own) : own;
    return language ? `${said} (${say(language, language)})` : said;
  };

  return {
    moment: (iso: string): string => moment.format(new Date(iso)),
    action: (action: string): string => say(`saptmarkets.audit.action.${action}`, action),
    typeName,
    fieldName,
    actor: ({ actor }: AuditRow): string =>
      actor.kind === 'anonymous'
        ? say('saptmarkets.audit.kind.anonymous', 'Not signed in')
        : (actor.name ?? say(`saptmarkets.audit.kind.${actor.kind}`, actor.kind)),
    door: (door: string): string => say(`saptmarkets.audit.door.${door}`, door),
  };
};

/** The fields that an event tells of, those after the change first. */
export const fieldsOf = ({ before, after }: AuditRow): string[] => [
  ...new Set([...Object.keys(after ?? {}), ...Object.keys(before ?? {})]),
];
