import { accepted, changed, look, picture } from './answers';
import { change, failed, made, routes, type Row } from './build';

const index = 'index_is_required ';

/** New-API refuses a change without a number. */
const strict = [
	changed(accepted, { ifBodyHas: 'index' }),
	changed({ description: index, type: 'upstream_error', code: 4 }, { status: 400 }),
	look({ action: 'REROLL' }),
	picture,
];

const sends = (title: string, members: object, asked: { change: string; index?: number }): Row =>
	change(title, strict, { ...made, sent: { ...members } }, asked);

/** 13: each change has a number. */
export const rerolls: readonly Row[] = [
	sends('Reroll sends 1', { action: 'REROLL', index: 1 }, { change: 'REROLL' }),
	sends(
		'Reroll with another number sends 1',
		{ action: 'REROLL', index: 1 },
		{ change: 'REROLL', index: 3 },
	),
	sends('Upscale sends its own', { action: 'UPSCALE', index: 3 }, { change: 'UPSCALE', index: 3 }),
	sends(
		'Variation sends its own',
		{ action: 'VARIATION', index: 4 },
		{ change: 'VARIATION', index: 4 },
	),
	change(
		'a Reroll that is refused all the same',
		[changed({ description: index, code: 4 }, { status: 400 })],
		{
			...failed,
			kind: ['badRequest'],
			words: 'index_is_required',
			requests: { [routes.change]: 1 },
		},
		{ change: 'REROLL' },
	),
];
