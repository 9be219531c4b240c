import { sampleRate } from './wav.mjs';

/** How long one character sounds at the usual speed, in seconds. */
const characterSeconds = 0.06;
const loudness = 80;

/**
 * Turns a text into tones: every character sounds at a pitch of its own, a blank is a pause. It is no speech.
 *
 * @param {string} text
 * @param {{ pitch: number, speed: number }} manner `pitch`: of the lowest tone, in Hertz
 * @returns {Uint8Array} samples of 8 bits
 */
export function tonesOf(text, { pitch, speed }) {
	const each = Math.round((sampleRate * characterSeconds) / speed);
	const characters = [...text];
	const samples = new Uint8Array(each * characters.length).fill(128);
	for (const [index, character] of characters.entries()) {
		if (/\s/.test(character)) continue;
		// Steps of a half tone, over two octaves.
		const frequency = pitch * 2 ** ((character.codePointAt(0) % 24) / 12);
		for (let at = 0; at < each; at++) {
			const swelling = Math.sin((Math.PI * at) / each);
			const tone = Math.sin((2 * Math.PI * frequency * at) / sampleRate);
			samples[index * each + at] = 128 + Math.round(loudness * swelling * tone);
		}
	}
	return samples;
}
