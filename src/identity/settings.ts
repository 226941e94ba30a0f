import type { Core } from '@strapi/strapi';

/** What `config/identity` says. Lifetimes are in seconds. */
export type IdentitySettings = {
  accessSecret: string;
  linkSecret: string;
  lifetimes: { token: number; access: number; refresh: number };
  storeUrl: string;
  /** `:token` stands for the token of the link */
  storePaths: { verifyEmail: string; resetPassword: string; resetDriverPassword: string };
  adminUrl: string;
};

export const identitySettings = (strapi: Core.Strapi): IdentitySettings =>
  strapi.config.get<IdentitySettings>('identity');
