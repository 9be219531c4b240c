import { picturesInWords } from '../../../../nodes/api/file/markdown';

describe('the pictures in words', () => {
	it.each([
		['a picture', '![a](https://x.test/b.png)', ['https://x.test/b.png']],
		['one with a title', '![a](<https://x.test/b.png> "b")', ['https://x.test/b.png']],
		['one that is a link', '[![a](/b.png)](https://x.test)', ['/b.png']],
		['brackets in the address', '![a](/b_(1).png) ![c](/d.png)', ['/b_(1).png', '/d.png']],
		['brackets in the words', '![a [b](/c.png)', ['/c.png']],
		['the words of a picture that ends nowhere', '![a ![b](/c.png)', ['/c.png']],
		['a link that is cut off by a picture', '![a](![b](/c.png)', ['/c.png']],
		['an element', '<img alt="a" src="/b.png">', ['/b.png']],
		['elements and Markdown, in their order', '<img src=/a.png> ![b](/c.png)', ['/a.png', '/c.png']],
		['the same one twice', '![a](/b.png) <img src="/b.png">', ['/b.png']],
		['signs of lists in the address', '![a](/b.png?c[0]=1)', ['/b.png?c[0]=1']],
		['an empty address', '![a]() https://x.test/b.png', ['https://x.test/b.png']],
	])('has %s', (_, words, addresses) => {
		expect(picturesInWords(words)).toEqual(addresses);
	});

	// Looked through from each place anew, these take minutes.
	it.each([
		['links that never end', '![a]('],
		['words that never end', '![a'],
		['brackets', '!['],
		['elements that never end', '<img src'],
		['elements without an end', '<img src="'],
	])('looks once through a megabyte of %s', (_, part) => {
		const words = part.repeat(1_000_000 / part.length);
		expect(picturesInWords(words).length).toBeLessThanOrEqual(1);
	});
});
