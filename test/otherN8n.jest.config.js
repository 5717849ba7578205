const usual = require('../jest.config.js');

/**
 * The engine tests with another n8n-core than the one in package.json, which was installed over it. The package is
 * tested as it was built before that; the tests of the repository itself are left out.
 *
 * @type {import('jest').Config}
 */
module.exports = {
	...usual,
	rootDir: '..',
	globalSetup: '<rootDir>/test/testFolder.cjs',
	testPathIgnorePatterns: ['/test/architecture/', '/test/package/'],
};
