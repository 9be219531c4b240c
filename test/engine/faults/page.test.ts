import { readFileSync } from 'node:fs'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- it reads a page
import { join } from 'node:path'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- as above
import { faultCases } from '../../faults/cases';
import { pageOf } from '../../faults/page';

test('docs/faults.md says what the cases want; npm run test:faults writes it anew', () => {
	const page = readFileSync(join(__dirname, '../../../docs/faults.md'), 'utf8');
	expect(page).toBe(pageOf(faultCases));
});
