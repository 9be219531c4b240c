import { randomUUID } from 'node:crypto';

const button = (customId, label, emoji = '') => ({ customId, emoji, label, type: 2, style: 2 });

const customZoom = (hash) => button(`MJ::CustomZoom::${hash}`, 'Custom Zoom', '🔍');

/** Buttons of four pictures in one. */
export function gridButtons() {
	const hash = randomUUID();
	const each = (kind, letter) =>
		[1, 2, 3, 4].map((number) => button(`MJ::JOB::${kind}::${number}::${hash}`, letter + number));
	return [
		...each('upsample', 'U'),
		button(`MJ::JOB::reroll::0::${hash}::SOLO`, '', '🔄'),
		...each('variation', 'V'),
		customZoom(hash),
	];
}

/** Buttons of one picture. */
export function singleButtons() {
	const hash = randomUUID();
	return [
		button(`MJ::JOB::low_variation::1::${hash}::SOLO`, 'Vary (Subtle)', '🪄'),
		button(`MJ::Outpaint::50::1::${hash}::SOLO`, 'Zoom Out 2x', '🔍'),
		customZoom(hash),
	];
}

/** What pressing a button does. @param {string} customId */
export function actionOf(customId) {
	if (/::upsample/.test(customId)) return 'UPSCALE';
	if (/variation/.test(customId)) return 'VARIATION';
	return /::reroll/.test(customId) ? 'REROLL' : 'ACTION';
}

/** Whether pressing it opens a window. @param {string} customId */
export const opensWindow = (customId) => customId.startsWith('MJ::CustomZoom');
