// Help: for the security officer. Each claim ends with the tests that show it; build/security.test.ts sees that they
// exist.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'What is protected, and what is not',
  about:
    'For the security officer: level 3 (Decree 85/2016/NĐ-CP and its successors), Law 91/2025/QH15 on personal data. What the program protects against what, what it does not, and the test that shows each. The office adds what a program cannot: accounts, physical access, network, the register of processing.',
  sections: [
    {
      title: 'Protected against',
      points: [
        'Somebody who takes the disk, the folder or a backup: every file of data is encrypted with AES-256, and the key opens with a passphrase alone (scrypt, 128 MB a guess). [electron/engine/workspace/files/workspace.test.ts, test/faults/markers.test.ts]',
        'Somebody without the right: each person has a passphrase and key of their own, the role stands in the sealed slot; editing the header gives nobody a role, drops nobody and brings nobody back. [electron/engine/workspace/people/people.test.ts]',
        'Somebody guessing at the program: after 5 wrong tries there is a pause, longer each time, and the log tells of them; weak passphrases are refused. [electron/engine/workspace/people/people.test.ts, shared/model/passphrase.test.ts]',
        'A machine left alone: the window locks after the minutes of the policy, and the engine answers nothing until the passphrase is given again. [electron/engine/workspace/people/people.test.ts]',
        'One person overstepping: policy, persons, recovery key, export and copying of records, revealing identifiers, destruction, withdrawing a release and a new key need the leave of another, signed with their key; figures and issues are signed off by another than their maker, with that person’s own passphrase. [electron/engine/workspace/people/people.test.ts, electron/engine/workspace/people/signer.test.ts, electron/engine/door.test.ts]',
        'Records going out: only where the office allowed it; named variables, no identifiers, no codes that follow a person or enterprise (unless the policy lets them), in an encrypted package with receiver, reason and last day, which opens whole or not at all; the clipboard is held to the same, the browser’s own copying of shown records is held back, and of linked pairs keys leave only where records may; logged before the first byte. [electron/engine/disseminate/publish/records/exportRecords.test.ts, electron/engine/recordsDoor.test.ts, electron/engine/workspace/files/openPackage.test.ts, test/e2e/people.test.ts]',
        'Two acts at once on keys and persons: a new key beside an added person, another passphrase or a recovery key locks nobody out and brings nobody back; the recovery key, once used, is told to everybody else. [electron/engine/workspace/people/together.test.ts]',
        'Somebody who reads the user’s settings or what the command line printed: open documents, drafts and filters of a workspace with a key are kept in it, encrypted; values of records are printed on a terminal alone; the window’s browser keeps nothing of what is typed. [renderer/app/keptDesk.test.ts, electron/cli/recordsOnScreen.test.ts, electron/host-chromium/browserProfile.test.ts]',
        'A log changed, cut or forged, or all files set back: hash chain, anchor in the header and in the office’s own file; exported and checked without the program. [electron/engine/upkeep/tampering.test.ts, electron/engine/workspace/audit/exportLog.test.ts]',
        'Damaged files, power loss, a full disk: the true figure or a failure that names the file, never a wrong one; what stands is what stood before or what was asked for. [electron/engine/upkeep/tampering.test.ts, test/faults/kills.test.ts, test/faults/fullDisk.test.ts]',
        'A useless backup: every piece is read back as it is written; the restore drill brings it back, verifies it and compares row by row. [electron/engine/upkeep/drillBackup.test.ts]',
        'Data kept too long: a destroyed delivery is in no file any more, with a certificate in the log; after a new key the former opens nothing. [electron/engine/upkeep/retention.test.ts]',
        'Other programs and the network: the page has no network, no permissions, no path nobody chose; the column sets read and write no file but their own; a printing browser does not know the passphrase. [electron/host/guards.test.ts, electron/host-chromium/isolation.test.ts, electron/engine/workspace/columns/openColumnDatabase.test.ts, electron/host/bridge.test.ts]',
        'Persons or enterprises shown by figures: only protected tables leave, by the policy and not by a request. [test/attack/intruder.test.ts]',
        'An internal print handed on: who printed or wrote it and when, on every page, in Word documents, workbooks and yearbooks too. [electron/engine/disseminate/report/printStamp.test.ts, electron/engine/disseminate/report/issue/issues.test.ts]',
      ],
    },
    {
      title: 'Not protected',
      points: [
        'Somebody who reads the memory of the running machine, its keyboard or its screen: protect the machine.',
        'A person of the workspace who writes a program of their own with the data key: roles and leave are held by this program, and such a person can read everything. A giver’s signature cannot be made with the data key, short of changing the list of people too.',
        'Somebody who copied the files before being removed: that copy opens with the old passphrase. A new key protects what comes after it.',
        'There is no key for each delivery: deliveries of one subject share one SQLite file under one key. Destruction is overwriting, rewriting the file and a new key, not the loss of a key of its own.',
        'Flash and network drives may keep former (encrypted) blocks after overwriting; older backups hold a destroyed delivery until they are removed.',
        'The last day of a package is held by the tool that opens it; a passphrase knows no date. While records are exported, the clear file stands in the workspace’s folder outgoing, then is overwritten.',
        'Rejected rows returned to their sender are a clear file with identifiers: leave and a reason are needed, but no package is made.',
        'A workspace of made-up data has no passphrase and no persons: put no real data in it.',
        'Names and roles of persons stand in the clear in workspace.json. The column sets are encrypted with random numbers that are not the operating system’s best; they hold no identifiers.',
        'An office of one administrator: where nobody else could give leave, an act is done alone and the log says so; such a person can also add a second name. Give a second person the role.',
        'The recovery key: file and sealing passphrase together make an administrator without anybody’s leave, which the log and everybody’s next opening tell. Keep the two with two persons; two recovered persons can act for one that is lost.',
        'A sign-off is kept as a name in the encrypted catalog and in the log; it is no digital signature that could be checked outside.',
        'Loss of every passphrase and of the recovery key: nobody opens it any more.',
      ],
    },
    {
      title: 'By the law',
      points: [
        'Purpose and minimum (Law 91/2025, principles): named variables, a reason for each reveal and export, masked identifiers, hashed person codes.',
        'Storage limit and erasure: a day of destruction for each delivery, destruction certified in the log.',
        'Accountability: who did what, when, with how many records, in a log that anyone can check; who may do what, with leave of a second person.',
        'Breach: the log exported for the officer tells what a person saw and took; a new key and removed persons limit what follows.',
        'Level 3: separate accounts and roles, strong passphrases with lock-out and session lock, encrypted storage and backups, restore drills, logs kept apart.',
      ],
    },
  ],
}
