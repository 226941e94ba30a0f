import type { Schema, Struct } from '@strapi/strapi';

export interface CatalogueAttributeValue extends Struct.ComponentSchema {
  collectionName: 'components_catalogue_attribute_values';
  info: {
    displayName: 'Attribute value';
    icon: 'hashtag';
  };
  attributes: {
    name: Schema.Attribute.String & Schema.Attribute.Required;
  };
}

declare module '@strapi/strapi' {
  export namespace Public {
    export interface ComponentSchemas {
      'catalogue.attribute-value': CatalogueAttributeValue;
    }
  }
}
