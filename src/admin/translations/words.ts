/** One text in both languages of the panel. */
export type Text = { en: string; ar: string };

/** What a field is called, and what helps to fill it in. */
export type FieldWords = Text & { hint?: Text };

/** The words of one content type. */
export type TypeWords = {
  uid: string;
  /** `info.displayName` of the schema, which the panel takes as the key of the type's name. */
  displayName: string;
  name: Text;
  fields: Record<string, FieldWords>;
};

/** A field that needs no help. */
export const field = (en: string, ar: string): FieldWords => ({ en, ar });

/** A field with a help text below its input. */
export const helped = (en: string, ar: string, hintEn: string, hintAr: string): FieldWords => ({
  en,
  ar,
  hint: { en: hintEn, ar: hintAr },
});

/** The field that every type of a company has. */
export const companyField = helped(
  'Company',
  'الشركة',
  'Cannot be changed once the entry is saved.',
  'لا يمكن تغييرها بعد حفظ السجل.',
);

/** Smaller numbers come first. */
export const sortOrderField = helped(
  'Order',
  'الترتيب',
  'Smaller numbers come first.',
  'الأرقام الأصغر تظهر أولاً.',
);

/** Whether shoppers see it. */
export const activeField = helped(
  'Active',
  'مفعّل',
  'Only what is active is shown to shoppers.',
  'لا يظهر للمتسوقين إلا ما هو مفعّل.',
);
