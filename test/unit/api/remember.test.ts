import { remember } from '../../../nodes/api/remember';

test('a text is read once', () => {
	const read = jest.fn((text: string) => text.length > 3);
	const isLong = remember(read);
	expect(['one', 'three', 'one', 'three'].map(isLong)).toEqual([false, true, false, true]);
	expect(read).toHaveBeenCalledTimes(2);
});

test('what cannot be read is not kept', () => {
	const read = jest.fn((text: string) => new URL(text).host);
	const hostOf = remember(read);
	expect(() => hostOf('no address')).toThrow();
	expect(() => hostOf('no address')).toThrow();
	expect(read).toHaveBeenCalledTimes(2);
});

test('no more than a hundred results are kept', () => {
	const read = jest.fn((text: string) => text);
	const same = remember(read);
	for (let number = 0; number <= 100; number++) same(`text ${number}`);
	same('text 0');
	expect(read).toHaveBeenCalledTimes(102);
});
