import { useEffect, useRef, useState } from 'react';

const keyOf = (user: string): string => `saptmarkets.desk.sound.${user}`;

const LOUDNESS = 0.2;
const TONE_S = 0.18;
/** A fifth upwards, in hertz. */
const TONES = [660, 990];

const ring = (context: AudioContext): void => {
  TONES.forEach((frequency, place) => {
    const begins = context.currentTime + place * TONE_S;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(LOUDNESS, begins);
    volume.gain.exponentialRampToValueAtTime(0.001, begins + 2 * TONE_S);
    tone.connect(volume).connect(context.destination);
    tone.start(begins);
    tone.stop(begins + 2 * TONE_S);
  });
};

/**
 * A chime, which a user turns off for themselves in this browser. Browsers let no page be heard before somebody has
 * clicked or typed in it; until then it is silent.
 */
export const useChime = (user: string) => {
  const [isOn, setOn] = useState(() => localStorage.getItem(keyOf(user)) !== 'off');
  const context = useRef<AudioContext | null>(null);

  useEffect(() => {
    const unlock = (): void => {
      context.current ??= new AudioContext();
      void context.current.resume();
    };
    window.addEventListener('pointerdown', unlock, { once: true });
    window.addEventListener('keydown', unlock, { once: true });
    return () => {
      window.removeEventListener('pointerdown', unlock);
      window.removeEventListener('keydown', unlock);
      void context.current?.close();
      context.current = null;
    };
  }, []);

  return {
    isOn,
    turn: (on: boolean): void => {
      localStorage.setItem(keyOf(user), on ? 'on' : 'off');
      setOn(on);
    },
    chime: (): void => {
      if (isOn && context.current) ring(context.current);
    },
  };
};
