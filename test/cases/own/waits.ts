import type { Answer } from '../../support/wire/case';
import { then, json, type Row } from './build';
import { hello } from './chatBodies';

const limit = (message: string): Answer =>
	json({ error: { message, type: 'requests', code: 'rate_limit_exceeded' } }, 429);
/** Refusals of a gateway that means what it says: the first, two that tell it from a stray one, and a probe that ignores the wait. */
const honest = 4;
/** What is asked to wait for waits about so long, in milliseconds. */
const waiting = (words: string, milliseconds: number): Row =>
	then(
		`"${words}"`,
		[...Array.from({ length: honest }, () => limit(`Too many requests. ${words}`)), hello],
		{
			requests: honest + 1,
			output: 'success',
			text: 'Hello',
			waits: 0.9 * milliseconds,
			within: milliseconds + 2_500,
		},
	);

/** Waits that the words state. */
export const waits: readonly Row[] = [
	waiting('Please retry after 3 seconds.', 3_000),
	waiting('Try again in 3.5 seconds', 3_500),
	waiting('please wait 3 seconds before you retry', 3_000),
	waiting('Please try again after 3s', 3_000),
	waiting('It is free again in 0.05 minutes.', 3_000),
	waiting('请在 3 秒后重试', 3_000),
	waiting('3秒后再试', 3_000),
	waiting('retry in 2500 milliseconds', 2_500),
	waiting('Please retry in 3.014023621s.', 3_000),
	then(
		'a wait in details',
		[
			...Array.from({ length: honest }, () =>
				json(
					{
						error: {
							code: 429,
							message: 'Resource has been exhausted.',
							status: 'RESOURCE_EXHAUSTED',
							details: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '3s' }],
						},
					},
					429,
				),
			),
			hello,
		],
		{ requests: honest + 1, output: 'success', text: 'Hello', waits: 2_700, within: 5_500 },
	),
];
