import { Button, Field, Flex, Loader, Textarea, Typography } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { useParams } from 'react-router-dom';
import type { FieldProps } from '../fields/field-props';
import { messageUnder } from '../fields/message-under';
import type { Place } from '../map/view';
import { type CornersProblem, cornersOf, cornersText, readCorners } from './coordinates';
import { PolygonDrawing } from './polygon-drawing';
import { useRefusalWords } from './refusal-words';
import { useDeliveryAreaQuery } from './zone-api';

/** Half the side of the square that a drawing can begin with, in degrees. */
const HALF_SIDE = 0.015;

const squareAround = ({ latitude, longitude }: Place): Place[] => {
  const [north, south] = [latitude + HALF_SIDE, latitude - HALF_SIDE];
  const [east, west] = [longitude + HALF_SIDE, longitude - HALF_SIDE];
  return cornersOf([
    { latitude: north, longitude: west },
    { latitude: north, longitude: east },
    { latitude: south, longitude: east },
    { latitude: south, longitude: west },
  ]);
};

const useProblemWords = (): ((problem: CornersProblem) => string) => {
  const { formatMessage } = useIntl();
  return (problem) =>
    formatMessage(
      { id: `saptmarkets.zone.problem.${problem.kind}`, defaultMessage: 'Not a list of corners' },
      { line: problem.kind === 'line' ? String(problem.line) : '' },
    );
};

/** The area of a zone: drawn on a map, or as a list of corners that can be typed and pasted. */
const PolygonInput = ({ name, label, hint, labelAction, required, disabled = false }: FieldProps) => {
  const { formatMessage, locale } = useIntl();
  const { id } = useParams<{ id: string }>();
  const { value, error, onChange } = useField(name);
  const { value: company } = useField<string | null | undefined>('company_code');
  const problemWords = useProblemWords();
  const refusalWords = useRefusalWords();
  const [typed, setTyped] = useState<string | null>(null);
  // What was not drawn on the map is brought into view there.
  const [sought, setSought] = useState<{ turn: number; places: Place[] }>();
  const { data, isError, refetch } = useDeliveryAreaQuery(
    { company: company ?? '', locale },
    { skip: !company, refetchOnMountOrArgChange: true },
  );

  const say = (key: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.zone.${key}`, defaultMessage }, values);
  const corners = cornersOf(value);
  const read = typed === null ? null : readCorners(typed);
  const problem = read && 'problem' in read ? problemWords(read.problem) : null;
  const area = data && { ...data, zones: data.zones.filter(({ documentId }) => documentId !== id) };

  const draw = (next: Place[]): void => {
    setTyped(null);
    onChange(name, next);
  };

  const seek = (places: Place[]): void => setSought({ turn: (sought?.turn ?? 0) + 1, places });

  const beginAround = (store: Place): void => {
    const square = squareAround(store);
    seek(square);
    draw(square);
  };

  // What cannot be read is kept as it is, so that it is refused instead of silently left out.
  const type = (text: string): void => {
    const next = readCorners(text);
    setTyped(text);
    if ('corners' in next) seek(next.corners);
    onChange(name, 'corners' in next ? next.corners : text);
  };

  return (
    <Field.Root
      name={name}
      error={problem ?? refusalWords(messageUnder(error))}
      hint={hint}
      required={required}
    >
      <Field.Label action={labelAction}>{label}</Field.Label>
      <Flex direction="column" alignItems="stretch" gap={3} width="100%">
        {area ? (
          <PolygonDrawing
            key={`${company ?? ''} ${String(sought?.turn)}`}
            sought={sought?.places ?? corners}
            corners={problem === null ? corners : []}
            area={area}
            disabled={disabled}
            change={draw}
          />
        ) : isError ? (
          <Flex gap={3} alignItems="center">
            <Typography textColor="danger600" role="alert">
              {say('failed', 'The map could not be read')}
            </Typography>
            <Button type="button" variant="tertiary" size="S" onClick={() => void refetch()}>
              {say('retry', 'Try again')}
            </Button>
          </Flex>
        ) : company ? (
          <Flex justifyContent="center" padding={6}>
            <Loader small>{say('loading', 'Reading the map')}</Loader>
          </Flex>
        ) : (
          <Typography textColor="neutral600">{say('companyFirst', 'Choose a company first.')}</Typography>
        )}
        <Typography variant="pi" textColor="neutral600">
          {corners.length < 3
            ? say('begin', 'Click on the map to set three corners, or paste a list of them below.')
            : say(
                'keys',
                'Drag a corner, or move it with the arrow keys. Enter adds one after it, Delete takes it away.',
              )}
        </Typography>
        {corners.length === 0 && area?.store && !disabled && (
          <Flex>
            <Button
              type="button"
              variant="secondary"
              size="S"
              onClick={() => area.store && beginAround(area.store)}
            >
              {say('square', 'Begin with a square around the store')}
            </Button>
          </Flex>
        )}
        <Field.Root name={`${name}-corners`}>
          <Field.Label>
            {say('corners', 'Corners: latitude, longitude, one on each line, or GeoJSON')}
          </Field.Label>
          <Textarea
            value={typed ?? cornersText(corners)}
            disabled={disabled}
            dir="ltr"
            spellCheck={false}
            onChange={({ target }) => type(target.value)}
          />
        </Field.Root>
      </Flex>
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
};

export default PolygonInput;
