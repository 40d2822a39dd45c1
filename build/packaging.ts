// The electron-builder configuration of the Windows product. In: nothing. Out: one value, schema-tested offline.
// Never an update channel, never data removed on uninstall, never another platform's native files.
import type { Configuration } from 'electron-builder'

const nativePackages = ['better-sqlite3', '@duckdb/node-api', '@duckdb/node-bindings', '@resvg/resvg-js']

export const packaging: Configuration = {
  // Windows ties shortcuts, task bar and installed copies to this id: it never changes.
  appId: 'vn.statdesk.desktop',
  productName: 'StatDesk',
  copyright: 'StatDesk',
  directories: { output: 'out/package', buildResources: 'build/installer' },
  electronVersion: '45.5.0',
  // The native modules are Node-API: one binary serves Node and Electron, nothing is compiled here.
  npmRebuild: false,
  nodeGypRebuild: false,
  publish: null,
  electronLanguages: ['vi', 'en-US'],
  asar: true,
  asarUnpack: [
    '**/*.node',
    '**/*.dll',
    'node_modules/@duckdb/node-bindings-win32-x64/**',
    'node_modules/playwright-core/**',
  ],
  files: [
    'dist/**',
    '!dist/**/*.map',
    '!dist/window.js',
    '!dist/stamp',
    'package.json',
    // The driver's package holds eight platforms and the C sources; one binary is needed.
    '!node_modules/better-sqlite3/{deps,src,binding.gyp}',
    '!node_modules/better-sqlite3/deps/**',
    '!node_modules/better-sqlite3/src/**',
    '!node_modules/better-sqlite3/prebuilds/!(win32-x64.node)',
    '!node_modules/@duckdb/node-bindings-{linux,darwin}-*/**',
    '!node_modules/@duckdb/node-bindings-win32-arm64/**',
    '!node_modules/@resvg/resvg-js-{linux,darwin,android,freebsd}-*/**',
    '!node_modules/@resvg/resvg-js-win32-{arm64,ia32}-msvc/**',
    // Paper and charts are set in four faces of one family; the package holds every script and weight.
    '!node_modules/@fontsource/noto-sans/*.{css,scss}',
    '!node_modules/@fontsource/noto-sans/files/noto-sans-{cyrillic,cyrillic-ext,devanagari,greek,greek-ext}-*',
    // Those that charts are rasterised in are merged already, in dist/fonts.
    '!node_modules/@fontsource/noto-sans/files/*.woff',
    '!node_modules/@fontsource/noto-sans/files/*-{100,200,300,500,600,800,900}-*',
    '!**/*.{md,map,ts,markdown}',
    '!**/{test,tests,docs,example,examples}/**',
  ],
  extraFiles: [{ from: 'build/installer/statdesk.cmd', to: 'statdesk.cmd' }],
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  },
  win: {
    target: [
      { target: 'nsis', arch: ['x64'] },
      { target: 'portable', arch: ['x64'] },
    ],
    icon: 'build/icons/icon.ico',
    executableName: 'StatDesk',
    requestedExecutionLevel: 'asInvoker',
    // The signing certificate is the office's; without it the build warns and goes on unsigned.
    signExts: ['.node', '.dll'],
    verifyUpdateCodeSignature: false,
  },
  nsis: {
    oneClick: false,
    perMachine: false,
    allowElevation: true,
    selectPerMachineByDefault: false,
    allowToChangeInstallationDirectory: true,
    deleteAppDataOnUninstall: false,
    differentialPackage: false,
    createDesktopShortcut: true,
    createStartMenuShortcut: true,
    shortcutName: 'StatDesk',
    installerIcon: 'build/icons/icon.ico',
    uninstallerIcon: 'build/icons/icon.ico',
    multiLanguageInstaller: true,
    displayLanguageSelector: true,
    installerLanguages: ['vi_VN', 'en_US'],
    include: 'build/installer/installer.nsh',
    artifactName: 'StatDesk-${version}-setup.${ext}',
    uninstallDisplayName: 'StatDesk ${version}',
    runAfterFinish: true,
  },
  portable: { artifactName: 'StatDesk-${version}-portable.${ext}', requestExecutionLevel: 'user' },
}

export const packagedNativePackages = nativePackages
