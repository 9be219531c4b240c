import { readFileSync } from 'node:fs'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- it reads a page
import { faultCases } from '../../faults/cases';
import { pageOf } from '../../faults/page';

test('docs/faults.md says what the cases want; npm run test:faults writes it anew', () => {
	const page = readFileSync('docs/faults.md', 'utf8');
	expect(page).toBe(pageOf(faultCases));
});
