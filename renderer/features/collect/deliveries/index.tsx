// Deliveries: what came, taking in files and folders, and the page of one delivery.
import type { ScreenProps } from '../../../app/screen.ts'
import { DeliveriesHome } from './DeliveriesHome.tsx'
import './deliveries.css'
import { DeliveryPage } from './DeliveryPage.tsx'

export const DeliveriesScreen = ({ documentId, tabId, active }: ScreenProps) =>
  documentId === null || tabId === null ? (
    <DeliveriesHome active={active} />
  ) : (
    <DeliveryPage delivery={Number(documentId)} tabId={tabId} active={active} />
  )
