import type { ContentManagerPlugin } from '@strapi/content-manager/strapi-admin';
import type { StrapiApp } from '@strapi/strapi/admin';
import { followLanguage } from './direction';
import mark from './extensions/mark.svg';
import { registerFields } from './fields/register';
import { formHook } from './forms/form-hook';
import { listHook } from './lists/list-hook';
import { NotificationPreviewPanel } from './notification-preview/preview-panel';
import { OfferPanel } from './offer/offer-panel';
import { CustomerOrdersPanel, MovesPanel, PapersPanel, TimelinePanel } from './orders/order-panels';
import { nameThePages } from './page-title';
import { registerPages, registerWidgets } from './pages';
import { keepStrapiQuiet } from './quiet';
import { PreviewPanel } from './promotion-preview/preview-panel';
import { speakPanelLanguage } from './spoken-language';
import { TranslationPanel } from './translation/translation-panel';
import { translations } from './translations';

type ContentManager = { apis: ContentManagerPlugin['config']['apis'] };

export default {
  config: {
    locales: ['ar'],
    translations,
    auth: { logo: mark },
    menu: { logo: mark },
    head: { title: 'SaptMarkets' },
    tutorials: false,
    notifications: { releases: false },
  },
  register(app: StrapiApp) {
    keepStrapiQuiet();
    registerFields(app);
    registerPages(app);
    registerWidgets(app);
  },
  bootstrap(app: StrapiApp) {
    followLanguage();
    speakPanelLanguage();
    nameThePages();
    const { apis } = app.getPlugin('content-manager') as unknown as ContentManager;
    apis.addEditViewSidePanel([
      OfferPanel,
      PreviewPanel,
      NotificationPreviewPanel,
      TranslationPanel,
      MovesPanel,
      PapersPanel,
      TimelinePanel,
      CustomerOrdersPanel,
    ]);
    app.registerHook('Admin/CM/pages/EditView/mutate-edit-view-layout', formHook);
    app.registerHook('Admin/CM/pages/ListView/inject-column-in-table', listHook);
  },
};
