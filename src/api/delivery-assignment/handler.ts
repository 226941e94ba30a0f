import type { Core } from '@strapi/strapi';
import { serviceOf } from '../../http/service-of';
import type { OutboxHandler } from '../../outbox/handler';
import { ORDER_ASSIGNMENT } from './follow';
import { createAssignmentService } from './services/delivery-assignment';

/** Who finds drivers for orders. */
export const assignmentHandler = (strapi: Core.Strapi): OutboxHandler => {
  const service = serviceOf(strapi, 'api::delivery-assignment.delivery-assignment', createAssignmentService);
  return {
    topic: ORDER_ASSIGNMENT,
    concurrency: 4,
    attempts: 10,
    firstPauseMs: 500,
    longestPauseMs: 60_000,
    handle: async ({ company }) => {
      if (company !== null) await service.assign(company);
    },
  };
};
