/** Two notes, a fifth apart, in hertz, and when each begins in seconds. */
const NOTES = [
  { pitch: 659.25, at: 0 },
  { pitch: 987.77, at: 0.14 },
] as const;
const LOUDNESS = 0.12;
const RINGS = 0.5;

let context: AudioContext | null = null;

/**
 * Makes the sound ready. A web view lets only a press of a key or a button begin one, so this is called when the link is
 * asked for.
 */
export function readySound(): void {
  if (typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  void context.resume();
}

/** Two quiet notes: a buyer has paid. Made on the spot, so that there is no file to load. */
export function playPaid(): void {
  readySound();
  if (context === null) return;
  for (const { pitch, at } of NOTES) ring(context, pitch, context.currentTime + at);
}

function ring(audio: AudioContext, pitch: number, at: number): void {
  const tone = audio.createOscillator();
  const loudness = audio.createGain();
  tone.type = 'sine';
  tone.frequency.value = pitch;
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(LOUDNESS, at + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + RINGS);
  tone.connect(loudness).connect(audio.destination);
  tone.start(at);
  tone.stop(at + RINGS);
}
