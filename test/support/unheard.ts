/**
 * Fails the file when a promise is rejected while its tests run and nobody hears of it: in n8n that would end the
 * process.
 */
export function failOnUnheardRejections(): void {
	const unheard: unknown[] = [];
	const note = (reason: unknown) => void unheard.push(reason);
	// eslint-disable-next-line @n8n/community-nodes/no-restricted-globals -- nothing else tells of them
	const node = process;
	beforeAll(() => void node.on('unhandledRejection', note));
	afterAll(() => {
		node.off('unhandledRejection', note);
		expect(unheard).toEqual([]);
	});
}
