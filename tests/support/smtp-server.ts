import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

/** A mail as it came in. */
export interface ReceivedMail {
  /** whom the envelope named */
  recipients: string[];
  mail: ParsedMail;
}

/**
 * How the server behaves: as it should, by refusing the recipient for good, for now, or by holding each mail
 * without saying whether it takes it.
 */
export type SmtpBehaviour = 'well' | 'refuses' | 'busy' | 'holds';

const refusal = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });

/**
 * A real SMTP server without TLS, on a port that it keeps while it is down.
 * @param account the only one that may send; null: everybody may
 */
export const startSmtp = async (
  account: { user: string; password: string } | null = null,
  host = '127.0.0.1',
) => {
  const received: ReceivedMail[] = [];
  let behaviour: SmtpBehaviour = 'well';
  const signIns: string[] = [];
  const held = new Map<string, () => void>();
  let port = 0;
  let server: SMTPServer | null = null;

  const take = async (stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> => {
    const bytes = await buffer(stream);
    if (behaviour === 'holds') await new Promise<void>((resolve) => held.set(session.id, resolve));
    const recipients = session.envelope.rcptTo.map(({ address }) => address);
    received.push({ recipients, mail: await simpleParser(bytes) });
  };

  const open = async (): Promise<void> => {
    const opened = new SMTPServer({
      authOptional: account === null,
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS', ...(account ? [] : ['AUTH'])],
      onAuth: ({ username, password }, _session, callback) => {
        signIns.push(username ?? '');
        const isRight = account !== null && username === account.user && password === account.password;
        callback(
          isRight ? null : refusal(535, 'authentication failed'),
          isRight ? { user: username } : undefined,
        );
      },
      onRcptTo: (_address, _session, callback) => {
        if (behaviour === 'refuses') callback(refusal(550, 'no such mailbox'));
        else if (behaviour === 'busy') callback(refusal(451, 'come back later'));
        else callback();
      },
      // A mail counts when its sender could be told that it was taken.
      onClose: ({ id }) => void held.delete(id),
      onData: (stream, session, callback) => {
        take(stream, session).then(() => callback(), callback);
      },
    });
    // Whoever is killed leaves its connection behind.
    opened.on('error', () => undefined);
    await new Promise<void>((resolve) => opened.listen(port, host, resolve));
    port = (opened.server.address() as AddressInfo).port;
    server = opened;
  };

  const close = async (): Promise<void> => {
    const closing = server;
    server = null;
    if (closing) await new Promise<void>((resolve) => closing.close(resolve));
  };

  await open();
  return {
    port,
    /** the mails that the server has taken, in order */
    received,
    /** who signed in, rightly or not */
    signIns,
    /** how many mails came and were neither taken nor refused, from senders that still wait for an answer */
    held: (): number => held.size,
    behave(how: SmtpBehaviour): void {
      behaviour = how;
    },
    /** takes what was held, from whoever is still there, and behaves well from now on */
    release(): void {
      behaviour = 'well';
      for (const go of held.values()) go();
      held.clear();
    },
    forget(): void {
      received.length = 0;
      held.clear();
      behaviour = 'well';
    },
    /** down until it is opened again */
    close,
    open,
  };
};

export type SmtpMailServer = Awaited<ReturnType<typeof startSmtp>>;
