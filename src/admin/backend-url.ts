/** Where the server answers; the panel's pages may be served from elsewhere. */
export const { backendURL } = window.strapi as unknown as { backendURL: string };
