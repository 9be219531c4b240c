import { bufferedReader } from '../../../../nodes/api/readers/buffered';

const piece = Buffer.alloc(64 * 1024, 'x');

/** Feeds a reader until it wants no more; returns how many MB it took, and what it made of them. */
function fed(status: number, first: string) {
	const reader = bufferedReader((bytes) => ({ value: bytes.length }), { most: 8 });
	reader.head({ status, headers: {} });
	let megabytes = 0;
	let wantsMore = reader.push(Buffer.from(first));
	for (; wantsMore && megabytes < 100; megabytes += 1 / 16) wantsMore = reader.push(piece);
	return { megabytes, reading: reader.end() };
}

test('a refusal without end is read for 4 MB, and its first words are kept', () => {
	const { megabytes, reading } = fed(429, 'Rate limit reached: ');
	expect(megabytes).toBeLessThan(4.2);
	expect(reading.failure).toMatchObject({
		kind: 'rateLimit',
		status: 429,
		message: expect.stringMatching(/^Rate limit reached: x/),
	});
});

test('a refusal in JSON that is cut off keeps its words as well', () => {
	const { reading } = fed(400, '{"error":{"message":"No such parameter: foo","param":"');
	expect(reading.failure).toMatchObject({ kind: 'badRequest', status: 400 });
	expect(reading.failure?.message).toContain('No such parameter: foo');
});

test('a good answer that is too large is not kept', () => {
	const { megabytes, reading } = fed(200, '');
	expect(megabytes).toBeLessThan(8.2);
	expect(reading.failure?.message).toBe('The answer is larger than 8 MB');
});
