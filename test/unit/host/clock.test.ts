import { LoggerProxy, sleep } from 'n8n-workflow';
import { clock } from '../../../nodes/host/clock';

afterEach(() => jest.restoreAllMocks());

test('an alarm whose action throws stops none of the others, before or after it', async () => {
	const errors = jest.spyOn(LoggerProxy, 'error').mockImplementation(() => {});
	const rung: string[] = [];
	clock.after(1, () => rung.push('before'));
	clock.after(1, () => {
		throw new Error('A fault of our own');
	});
	clock.after(1, () => rung.push('beside'));
	clock.after(60, () => rung.push('later'));
	await sleep(200);
	expect(rung).toEqual(['before', 'beside', 'later']);
	clock.after(1, () => rung.push('anew'));
	await sleep(100);
	expect(rung).toContain('anew');
	expect(errors.mock.calls.flat().join()).toContain('A fault of our own');
});
