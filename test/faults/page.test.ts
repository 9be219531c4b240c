import { writeFileSync } from 'node:fs'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- it writes a page
import { faultCases } from './cases';
import { pageOf } from './page';

// eslint-disable-next-line @n8n/community-nodes/no-restricted-globals -- how `npm run test:faults` speaks to its tests
const { FAULTS_PAGE: file } = process.env;

test('the page of faults is written', () => {
	const page = pageOf(faultCases);
	if (file !== undefined) writeFileSync(file, page);
	expect(page).toContain('# Faults');
});
