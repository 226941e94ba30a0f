import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { asPanelError } from '../documents/panel-error';
import { inTransaction } from '../documents/save';
import { takesFiles } from '../http/own-body';
import { assertReachable, panelReach, removeFolders } from './panel-reach';
import {
  type Breakpoints,
  dimensionsOf,
  responsiveFormatsOf,
  thumbnailOf,
  type UploadingImage,
} from './responsive';
import { type UploadedFile, type UploadService, withUploadRules } from './uploads';
import { type ProviderService, watchPuts } from './upload-scope';

type Factory<Service> = (context: { strapi: Core.Strapi }) => Service;

type FileService = { deleteByIds(ids?: number[]): Promise<unknown> };

type FolderService = { deleteByIds(ids?: number[]): Promise<unknown> };

type Handler = (ctx: Context) => Promise<unknown>;

/** The parts of Strapi's upload plugin that are changed here. */
export type UploadPlugin = {
  contentTypes: { file: { schema: { attributes: Record<string, object> } } };
  services: {
    upload: Factory<UploadService>;
    provider: Factory<ProviderService>;
    file: FileService;
    folder: FolderService;
    'image-manipulation': object;
  };
  controllers: { 'admin-folder-file': Record<'deleteMany' | 'moveMany', Handler> };
};

type Settings = { getSettings(): Promise<{ responsiveDimensions?: boolean } | null> };

const FILE = 'plugin::upload.file';

// Where the panel's media library sends files.
takesFiles(/^\/upload(\/files(\/[^/]+\/replace)?)?\/?$/i);

// The plugin's services are plain objects, which Strapi hands no instance to.
const application = (): Core.Strapi => strapi;

const fileRules = (service: FileService): FileService => ({
  ...service,
  async deleteByIds(ids = []) {
    const files = (await application()
      .db.query(FILE)
      .findMany({ where: { id: { $in: ids } } })) as UploadedFile[];
    await panelReach(application()).remove(files.map((file) => file.id));
    return files;
  },
});

const folderRules = (service: FolderService): FolderService => ({
  ...service,
  deleteByIds: (ids = []) =>
    ids.length === 0
      ? service.deleteByIds(ids)
      : removeFolders(application(), ids, () => service.deleteByIds(ids)),
});

type Selection = { fileIds?: number[]; folderIds?: number[] };

const guarded =
  (work: Handler): Handler =>
  async (ctx) => {
    try {
      return await work(ctx);
    } catch (error) {
      throw asPanelError(application(), error);
    }
  };

const bulkRules = ({ deleteMany, moveMany }: Record<'deleteMany' | 'moveMany', Handler>) => ({
  // Files and folders of one selection go together or stay together.
  deleteMany: guarded((ctx) => inTransaction(application(), () => deleteMany(ctx))),
  moveMany: guarded(async (ctx) => {
    const { fileIds = [], folderIds = [] } = (ctx.request.body ?? {}) as Selection;
    await assertReachable(application(), fileIds, folderIds);
    return moveMany(ctx);
  }),
});

const imageSizes = {
  // What comes this far has been decoded. Strapi asks by a name of its format that AVIF does not go by.
  isImage: () => Promise.resolve(true),
  isResizableImage: () => Promise.resolve(true),
  getDimensions: dimensionsOf,
  generateThumbnail: thumbnailOf,
  async generateResponsiveFormats(image: UploadingImage) {
    const { getSettings } = application().plugin('upload').service('upload') as unknown as Settings;
    const { responsiveDimensions = true } = (await getSettings()) ?? {};
    const breakpoints = application().config.get<Breakpoints>('plugin::upload.breakpoints');
    return responsiveDimensions ? responsiveFormatsOf(image, breakpoints) : [];
  },
};

/**
 * Puts the shop's rules into Strapi's upload plugin: one set for the panel and for REST. Files know their
 * company and have words in both languages; they are checked by content, and stay while something shows them.
 */
export const extendUpload = (plugin: UploadPlugin): UploadPlugin => {
  const { services, controllers } = plugin;
  Object.assign(plugin.contentTypes.file.schema.attributes, {
    alternativeTextAr: { type: 'text', configurable: false },
    company_code: { type: 'string', configurable: false },
  });
  const { upload, provider } = services;
  // New objects: the plugin's own are shared by everything that loads it in this process.
  plugin.services = {
    ...services,
    upload: (context) => withUploadRules(context.strapi, upload(context), panelReach(context.strapi)),
    provider: (context) => watchPuts(context.strapi, provider(context)),
    file: fileRules(services.file),
    folder: folderRules(services.folder),
    'image-manipulation': { ...services['image-manipulation'], ...imageSizes },
  };
  const bulk = controllers['admin-folder-file'];
  plugin.controllers = { ...controllers, 'admin-folder-file': { ...bulk, ...bulkRules(bulk) } };
  return plugin;
};
