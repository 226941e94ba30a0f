const EXPLORER = 'plugin::content-manager.explorer';

type Permission = { action: string; subject: string | null };

const onTypes = (subjects: string[], actions: string[]): Permission[] =>
  subjects.flatMap((subject) => actions.map((action) => ({ action: `${EXPLORER}.${action}`, subject })));

/** Who may import products and change their prices: whoever may change them by hand. */
export const importPermissions = onTypes(
  ['api::product.product', 'api::product-unit.product-unit'],
  ['update'],
);

/** Who may say what a picture shows. */
export const picturePermissions: Permission[] = [
  { action: 'plugin::upload.read', subject: null },
  { action: 'plugin::upload.assets.update', subject: null },
];
