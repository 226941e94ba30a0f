import { Button, Flex, Menu } from '@strapi/design-system';
import { FilePdf, Mail } from '@strapi/icons';
import { useAPIErrorHandler, useNotification } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import type { Order } from '../../panel/order';
import { useMailInvoiceMutation } from './paper-api';
import { type Paper, usePaper } from './use-paper';

type Choice = { words: string; paper: Paper };

type ChoicesProps = {
  title: string;
  choices: Choice[];
  busy: boolean;
  open: (paper: Paper) => Promise<void>;
};

/** A paper that there is in several forms. */
const PaperChoices = ({ title, choices, busy, open }: ChoicesProps) => (
  <Menu.Root>
    <Menu.Trigger variant="tertiary" startIcon={<FilePdf />} fullWidth disabled={busy}>
      {title}
    </Menu.Trigger>
    <Menu.Content>
      {choices.map(({ words, paper }) => (
        <Menu.Item key={words} onSelect={() => void open(paper)}>
          {words}
        </Menu.Item>
      ))}
    </Menu.Content>
  </Menu.Root>
);

/** What can be printed of an order; its invoice can also be sent to whoever ordered. */
export const PaperButtons = ({ order }: { order: Order }) => {
  const { formatMessage, locale } = useIntl();
  const { toggleNotification } = useNotification();
  const { _unstableFormatAPIError: formatError } = useAPIErrorHandler();
  const { open, busy } = usePaper(order);
  const [mail, { isLoading: isMailing }] = useMailInvoiceMutation();
  const say = (key: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.paper.${key}`, defaultMessage }, values);
  const address = order.user_info?.email;

  const onMail = async (): Promise<void> => {
    const result = await mail({ documentId: order.documentId, locale });
    toggleNotification(
      'error' in result
        ? { type: 'danger', message: formatError(result.error) }
        : { type: 'success', message: say('mailed', 'The invoice is on its way to {address}', { address }) },
    );
  };

  const creditNotes = order.refunds.flatMap(({ credit_note: number }): Choice[] =>
    number === null
      ? []
      : [
          {
            words: say('creditNote', 'Credit note {number}', { number: String(number) }),
            paper: { kind: 'credit-note', number },
          },
        ],
  );

  return (
    <Flex direction="column" alignItems="stretch" gap={2} width="100%">
      <PaperChoices
        title={say('invoice', 'Invoice')}
        busy={busy}
        open={open}
        choices={(['both', 'en', 'ar'] as const).map((lang) => ({
          words: say(`lang.${lang}`, lang),
          paper: { kind: 'invoice', lang },
        }))}
      />
      {creditNotes.length > 0 && (
        <PaperChoices
          title={say('creditNotes', 'Credit notes')}
          busy={busy}
          open={open}
          choices={creditNotes}
        />
      )}
      <Button
        type="button"
        variant="tertiary"
        startIcon={<FilePdf />}
        fullWidth
        disabled={busy}
        onClick={() => void open({ kind: 'receipt' })}
      >
        {say('receipt', 'Receipt')}
      </Button>
      <PaperChoices
        title={say('pickingList', 'Picking list')}
        busy={busy}
        open={open}
        choices={(['shelf', 'category'] as const).map((by) => ({
          words: say(`by.${by}`, by),
          paper: { kind: 'picking-list', by },
        }))}
      />
      {address && (
        <Button
          type="button"
          variant="tertiary"
          startIcon={<Mail />}
          fullWidth
          loading={isMailing}
          disabled={isMailing}
          onClick={() => void onMail()}
        >
          {say('mail', 'Send the invoice by mail')}
        </Button>
      )}
    </Flex>
  );
};
