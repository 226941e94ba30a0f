import { CompanyPage } from '../../../../../admin/company-page';
import { deskPermissions } from '../../../../../admin/page-permissions';
import { Desk } from './desk';

/** The page at which orders are looked after all day. */
const DeskPage = () => (
  <CompanyPage
    permissions={deskPermissions}
    title={['saptmarkets.desk.page', 'Orders']}
    subtitle={['saptmarkets.desk.subtitle', 'From the cart to the door, as it happens']}
    gap={4}
  >
    {({ code }) => <Desk key={code} company={code} />}
  </CompanyPage>
);

export default DeskPage;
