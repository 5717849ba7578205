import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

// Runs n8n's scanner for community packages as n8n does before it verifies one: on the source, and on
// the code in tarballs. The scanner is an ES module, which jest's own module system does not load.
const PATTERNS = { source: SOURCE_FILE_PATTERNS };
const OF_TARBALL = ['**/*.js', 'package.json'];

const verdicts = {};
for (const [name, folder] of Object.entries(JSON.parse(process.argv[2]))) {
	const { passed, details } = await analyzePackage(folder, PATTERNS[name] ?? OF_TARBALL);
	verdicts[name] = { passed, details };
}
console.log(JSON.stringify(verdicts));
