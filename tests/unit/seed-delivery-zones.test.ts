import { readSheets } from '../../scripts/seed/catalogue.mjs';
import { COMPANIES } from '../../scripts/seed/companies.mjs';
import { deliveryZonesOf } from '../../scripts/seed/delivery-zones.mjs';
import type { Point } from '../../src/domain/delivery/point';
import { areaKm2, assertPolygon, contains, type Polygon } from '../../src/domain/delivery/zone';

interface ZoneRow {
  company_code: string;
  name: { en: string; ar: string };
  polygon: Polygon;
  fee: number;
  free_threshold: number | null;
}

const { districts } = readSheets();

const zonesOf = (code: string): ZoneRow[] =>
  deliveryZonesOf(COMPANIES.find((company) => company.code === code)!, districts) as ZoneRow[];

const centreOf = (name: string): Point => {
  const row = districts.find((district) => district.city === 'Riyadh' && district.name_en === name)!;
  return { latitude: Number(row.lat), longitude: Number(row.lng) };
};

const around = (point: Point): string[] =>
  zonesOf('riyadh').flatMap(({ name, polygon }) => (contains(polygon, point) ? [name.en] : []));

test('the demo zones are areas of a city, named in both languages', () => {
  const zones = zonesOf('riyadh');
  expect(zones).toHaveLength(7);
  for (const { name, polygon, fee } of zones) {
    expect(() => assertPolygon('polygon', polygon)).not.toThrow();
    expect(name).toEqual({
      en: expect.stringMatching(/^[A-Z]/),
      ar: expect.stringMatching(/^\p{Script=Arabic}/u),
    });
    expect(areaKm2(polygon)).toBeGreaterThan(4);
    expect(areaKm2(polygon)).toBeLessThan(200);
    expect(fee).toBeGreaterThan(0);
  }
  expect(zonesOf('riyadh')).toEqual(zones);
  // Free from 200 everywhere.
  expect(zones.flatMap(({ name, free_threshold: from }) => (from === null ? [] : [[name.en, from]]))).toEqual(
    [['Central Riyadh', 100]],
  );
});

test.each([
  ['Al Malaz', ['Central Riyadh']],
  ['Al Olaya', ['Olaya and around']],
  ['Al Nada', ['North Riyadh']],
  ['East Naseem', ['East Riyadh']],
  ['Al Shifa', ['South Riyadh']],
  ['Laban', ['West Riyadh']],
  ['King Khalid International Airport', ['King Khalid International Airport']],
  ['Al Arid', []],
])('%s lies in %p', (district, names) => {
  expect(around(centreOf(district))).toEqual(names);
});

test('companies of other cities have none', () => {
  expect(zonesOf('amman')).toEqual([]);
  expect(zonesOf('dubai')).toEqual([]);
});
