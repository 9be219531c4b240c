import type { INodeExecutionData } from 'n8n-workflow';
import { png } from '../support/files';
import { always } from '../support/gateway';
import { runOperation } from '../support/operation';

const usage = { input_tokens: 10, output_tokens: 200, total_tokens: 210 };
const picture = { created: 1, data: [{ b64_json: png().toString('base64') }], usage };
const ten = Array.from({ length: 10 }, (_, number) => ({ number }));

/** Ten images, of which the disk has no room for the third. */
const run = (onError?: 'continueRegularOutput' | 'continueErrorOutput') => {
	let stored = 0;
	return runOperation(
		always(picture),
		'image.generate',
		{
			model: { __rl: true, mode: 'id', value: 'gpt-image-1' },
			prompt: 'A lighthouse',
			throughput: { maxConcurrency: 1 },
		},
		{
			items: ten,
			...(onError ? { onError } : {}),
			beforeStoring: () => {
				if (++stored !== 3) return;
				throw Object.assign(new Error('ENOSPC: no space left on device, write'), {
					code: 'ENOSPC',
				});
			},
		},
	);
};

const numberOf = ({ pairedItem }: INodeExecutionData) => (pairedItem as { item: number }).item;

test('a full disk costs the one image that could not be stored, and keeps what is left of it', async () => {
	const { items, errorItems, requests } = await run('continueErrorOutput');
	expect(requests).toHaveLength(10);
	expect(items.map(numberOf)).toEqual([0, 1, 3, 4, 5, 6, 7, 8, 9]);
	expect(items.every(({ binary }) => binary?.image !== undefined)).toBe(true);
	expect(errorItems.map(numberOf)).toEqual([2]);
	expect(errorItems[0]?.json).toMatchObject({
		error: expect.objectContaining({ code: 'ENOSPC', usage, retryable: false, attempts: 1 }),
		message:
			'The answer came, but its file could not be stored: ENOSPC: no space left on device, write [Item 2]',
	});
});

test('under Stop the error says so, and how many finished items n8n drops', async () => {
	const { status, error } = await run();
	expect(status).toBe('error');
	expect(error.message).toContain('its file could not be stored');
	expect(error.description).toContain('n8n drops 2 finished items');
});
