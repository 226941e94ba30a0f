import type { EditFieldLayout, EditLayout } from '@strapi/content-manager/strapi-admin';
import type { ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import { hintKey, translations, uidOfDisplayName } from '../translations';

type LayoutArgs = { layout: EditLayout; query: unknown };

type Condition = { visible: object };

const PROMOTION = 'api::promotion.promotion';

/** Fields of a promotion that mean something for one kind of it only. */
const promotionFields: Record<string, string> = {
  discount_type: 'discount',
  discount_value: 'discount',
  requiredItemCount: 'combo',
  comboPrice: 'combo',
  buyQuantity: 'bogo',
  getQuantity: 'bogo',
};

const conditionOf = (uid: string, name: string): Condition | undefined => {
  const kind = uid === PROMOTION ? promotionFields[name] : undefined;
  return kind ? { visible: { '==': [{ var: 'type' }, kind] } } : undefined;
};

/** A help text that a person typed under "Configure the view" wins over ours. */
const hintOf = (uid: string, field: EditFieldLayout): ReactNode => {
  const id = hintKey(uid, field.name);
  const defaultMessage = translations['en']?.[id];
  return field.hint || !defaultMessage ? (
    field.hint
  ) : (
    <FormattedMessage id={id} defaultMessage={defaultMessage} />
  );
};

const arrange = (uid: string, field: EditFieldLayout): EditFieldLayout => {
  const conditions = conditionOf(uid, field.name);
  return {
    ...field,
    hint: hintOf(uid, field),
    ...(conditions ? { attribute: { ...field.attribute, conditions } } : {}),
  } as EditFieldLayout;
};

/** Strapi's hook on the form of a content type: adds help texts, and shows a promotion only the fields of its kind. */
export const formHook = ({ layout, query }: LayoutArgs): LayoutArgs => {
  const uid = uidOfDisplayName(layout.settings.displayName);
  if (!uid) return { layout, query };
  const panels = layout.layout.map((panel) => panel.map((row) => row.map((field) => arrange(uid, field))));
  return { query, layout: { ...layout, layout: panels } };
};
