import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { type ImportColumn, importColumns } from '../domain/catalogue/import-row';
import { type ExportedCells, numberColumns } from './sheet-cells';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The parts of a workbook with one sheet, besides the sheet itself. */
const parts: Record<string, string> = {
  '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="products" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
};

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** XML has no way to write most control characters, so they are left out. */
const unwritable = /[\p{Cc}\uFFFE\uFFFF]/gu;

const escaped = (text: string): string =>
  text
    .replace(unwritable, (sign) => ('\t\n\r'.includes(sign) ? sign : ''))
    .replace(/[&<>"\r]/g, (sign) => escapes[sign] ?? sign);

const letters = importColumns.map((_, index) => String.fromCharCode(65 + index));

const cell = (text: string, column: ImportColumn | null, reference: string): string => {
  if (text === '') return '';
  if (column && numberColumns.includes(column)) return `<c r="${reference}"><v>${text}</v></c>`;
  return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
};

const rowXml = (number: number, cells: string): string => `<row r="${number}">${cells}</row>`;

async function* sheetXml(batches: AsyncIterable<ExportedCells[]>): AsyncGenerator<string> {
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>`;
  let number = 1;
  yield rowXml(number, importColumns.map((name, index) => cell(name, null, `${letters[index]}1`)).join(''));
  for await (const rows of batches) {
    let xml = '';
    for (const row of rows) {
      number += 1;
      const cells = importColumns.map((column, index) =>
        cell(row[column], column, `${letters[index]}${number}`),
      );
      xml += rowXml(number, cells.join(''));
    }
    yield xml;
  }
  yield '</sheetData></worksheet>';
}

/** An XLSX file with one sheet, written as the rows come. */
export const xlsxSheet = (batches: AsyncIterable<ExportedCells[]>): Readable => {
  const zip = new ZipFile();
  for (const [name, xml] of Object.entries(parts)) zip.addBuffer(Buffer.from(HEAD + xml), name);
  const sheet = Readable.from(sheetXml(batches));
  const output = zip.outputStream as Readable;
  sheet.on('error', (error) => output.destroy(error));
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml');
  zip.end();
  return output;
};
