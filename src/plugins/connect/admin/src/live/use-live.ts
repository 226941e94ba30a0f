import { refreshAccessToken, useAuth } from '@strapi/strapi/admin';
import { useEffect, useRef, useState } from 'react';
import type { LiveEvent, LiveEventName } from '../../../server/src/realtime/live-event';
import { connect, type Connection, type LiveState } from './connection';

type Options = {
  company: string;
  /** the same list at each call */
  events: readonly LiveEventName[];
  onEvent: (event: LiveEvent) => void;
  /** called whenever events may have been missed, and when listening begins */
  onGap: () => void;
};

/** Listens to what happens in a company for as long as the page is shown. */
export const useLive = ({ company, events, onEvent, onGap }: Options): LiveState => {
  const token = useAuth('useLive', (auth) => auth.token);
  const [state, setState] = useState<LiveState>('connecting');
  const latest = useRef({ token, onEvent, onGap });
  const connection = useRef<Connection | null>(null);

  useEffect(() => {
    latest.current = { token, onEvent, onGap };
  });

  useEffect(() => {
    const opened = connect({
      company,
      events,
      token: () => latest.current.token,
      renewToken: refreshAccessToken,
      onEvent: (event) => latest.current.onEvent(event),
      onGap: () => latest.current.onGap(),
      onState: setState,
    });
    connection.current = opened;
    return () => {
      connection.current = null;
      opened.close();
      setState('connecting');
    };
  }, [company, events]);

  useEffect(() => connection.current?.renew(), [token]);

  return state;
};
