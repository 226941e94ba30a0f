import { forDrivers, forOrderHolders, forStaff } from '../../../http/route';

const invoice = 'api::invoice.invoice';

export default {
  routes: [
    forOrderHolders('GET', '/order/:id/invoice.pdf', `${invoice}.invoice`, 'orders.read'),
    forOrderHolders('GET', '/order/:id/credit-notes/:number.pdf', `${invoice}.creditNote`, 'orders.read'),
    forStaff('GET', '/order/:id/receipt.pdf', `${invoice}.receipt`, 'orders.read'),
    forDrivers('GET', '/mobile-delivery/orders/:id/receipt.pdf', `${invoice}.driverReceipt`),
    forStaff('GET', '/order/:id/picking-list.pdf', `${invoice}.pickingList`, 'orders.read'),
    forOrderHolders('POST', '/order/:id/invoice/mail', `${invoice}.mail`, 'orders.read'),
  ],
};
