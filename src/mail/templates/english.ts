import type { Phrases } from './mail-text';

const valid = (hours: string): string => `The link is valid for ${hours} hours and works once.`;

/** The mails in English. */
export const english: Phrases = {
  greeting: (name) => (name === null ? 'Hello,' : `Hello ${name},`),
  linkBelow: 'If the button does not work, open this address in your browser:',
  footer: (brand) => `${brand} sent this mail because it concerns your account. Replies to it are not read.`,
  mails: {
    welcome: ({ link }, { brand, hours }) => ({
      subject: `Welcome to ${brand}: please confirm your e-mail address`,
      heading: `Welcome to ${brand}`,
      paragraphs: [
        'Thank you for joining us. One thing is left to do: please confirm that this e-mail address is yours.',
      ],
      button: { label: 'Confirm e-mail address', link },
      notes: [valid(hours), 'If it was not you who opened this account, simply ignore this mail.'],
    }),
    email_verification: ({ link }, { brand, hours }) => ({
      subject: 'Please confirm your e-mail address',
      heading: 'Confirm your e-mail address',
      paragraphs: [`Please confirm that this is the e-mail address of your account with ${brand}.`],
      button: { label: 'Confirm e-mail address', link },
      notes: [valid(hours), 'If it was not you who asked for this, simply ignore this mail.'],
    }),
    password_reset: ({ link }, { brand, hours }) => ({
      subject: 'Choose a new password',
      heading: 'Choose a new password',
      paragraphs: [`We were asked to let you choose a new password for your account with ${brand}.`],
      button: { label: 'Choose a new password', link },
      notes: [
        valid(hours),
        'If it was not you who asked for this, simply ignore this mail: your password stays as it is.',
      ],
    }),
    password_changed: ({ at }, { brand, moment }) => ({
      subject: 'Your password was changed',
      heading: 'Your password was changed',
      paragraphs: [
        `The password of your account with ${brand} was changed on ${moment(at)}.`,
        'You may have to sign in again on your devices.',
      ],
      notes: [
        'If it was not you, ask for a new password on the sign-in page right away, and tell us about it.',
      ],
    }),
    email_change_requested: ({ newEmail }, { brand, typed }) => ({
      subject: 'Your account is to have another e-mail address',
      heading: 'Another e-mail address?',
      paragraphs: [
        `Somebody who knows your password asked to change the e-mail address of your account with ${brand} to ${typed(newEmail)}.`,
        'It changes when that address is confirmed.',
      ],
      notes: ['If it was not you, choose a new password now: that stops the change.'],
    }),
    email_changed: ({ newEmail }, { brand, typed }) => ({
      subject: 'Your e-mail address was changed',
      heading: 'Your e-mail address was changed',
      paragraphs: [
        `The e-mail address of your account with ${brand} is now ${typed(newEmail)}.`,
        'Our mails no longer go to this address.',
      ],
      notes: ['If it was not you, please tell us right away.'],
    }),
    staff_invitation: ({ link, invitedBy }, { brand, hours, typed }) => ({
      subject: `${typed(invitedBy)} invites you to ${brand}`,
      heading: `Welcome to the team of ${brand}`,
      paragraphs: [
        `${typed(invitedBy)} has made an account for you. Choose your password, and you can sign in.`,
      ],
      button: { label: 'Choose your password', link },
      notes: [
        valid(hours),
        'If you did not expect this invitation, it was not meant for you: ignore this mail.',
      ],
    }),
    invoice: ({ number }, { brand }) => ({
      subject: `Your invoice ${number} from ${brand}`,
      heading: `Invoice ${number}`,
      paragraphs: [
        `Thank you for ordering from ${brand}.`,
        'Your invoice is attached to this mail as a PDF.',
      ],
      notes: ['If it was not you who ordered, please tell us.'],
    }),
    credit_note: ({ number, invoice }, { brand }) => ({
      subject: `Credit note ${number} from ${brand}`,
      heading: `Credit note ${number}`,
      paragraphs: [
        `We have given money back for the order with the invoice ${invoice}.`,
        'The credit note is attached to this mail as a PDF.',
      ],
      notes: [
        'It can take your bank a few days until the amount is on your account.',
        'If it was not you who ordered, please tell us.',
      ],
    }),
    notification: ({ title, message, link }) => ({
      subject: title,
      heading: title,
      paragraphs: [message],
      ...(link !== null && { button: { label: 'View details', link } }),
      notes: ['Which of these mails you get is up to you: choose in the settings of your account.'],
    }),
    low_stock_digest: ({ items, more }, { brand, quantity, typed }) => ({
      subject: `Low stock at ${brand}`,
      heading: 'These products are running low',
      paragraphs: [`At ${brand}, stock of these products is at or below its limit.`],
      table: {
        heads: ['Product', 'Location', 'Available', 'Low at'],
        rows: items.map(({ title, location, unit, available, threshold, isNew }) => [
          isNew ? `${typed(title)} (new)` : typed(title),
          typed(location),
          `${quantity(available)} ${typed(unit)}`,
          `${quantity(threshold)} ${typed(unit)}`,
        ]),
      },
      notes: [
        ...(more > 0 ? [`And ${quantity(more)} more, which you find in the panel.`] : []),
        'New means: not in a mail like this before. Whether and when it comes is said in the settings of the shop.',
      ],
    }),
  },
};
