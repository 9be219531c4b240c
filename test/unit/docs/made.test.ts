import { resources } from '../../../nodes/Aigc2d/resources';
import { holdParts, partsOf } from '../../support/docs/made';
import { allPages } from '../../support/docs/markdown';
import { made } from '../../support/docs/parts';
import { untold } from '../../support/docs/wishes';

// CONTRIBUTING names the marks themselves.
const pages = allPages()
	.map(({ path }) => path)
	.filter((path) => path !== 'CONTRIBUTING.md' && partsOf(path).length > 0);

test.each(pages)('what is made on %s is what the node says (WRITE_DOCS=1 makes it anew)', (path) => {
	holdParts(path, made);
});

test('the fields and the output of every operation are on docs/operations.md', () => {
	const parts = partsOf('docs/operations.md');
	const wanted = resources.flatMap(({ value, operations }) =>
		operations.flatMap((each) => [
			`fields ${value}.${each.value}`,
			`output ${value}.${each.value}`,
		]),
	);
	expect(parts.filter((part) => part !== 'operations').sort()).toEqual(wanted.sort());
});

test('every workflow in examples/ has a row in the tables', () => {
	expect(untold()).toEqual([]);
});
