import { extendUpload, type UploadPlugin } from '../../media/extend-upload';

/** Strapi's media library, under the shop's rules for files. */
export default (plugin: UploadPlugin): UploadPlugin => extendUpload(plugin);
